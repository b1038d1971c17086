/** A tokenizer on a run of matrix factorization: its settings decide its digits, and nothing else does. */
import { expect, test } from "vitest";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { parseSetup, withFoundations } from "../../engine/declarations/setup.ts";
import { createEngine, type Engine } from "../../engine/engine.ts";
import { openOn } from "../../engine/open-on.ts";
import type { Shelf } from "../../engine/training/beneath.ts";
import type { Made, Training } from "../../engine/training/training.ts";
import factorization from "../matrix-factorization/lesson.ts";
import factorizing from "../matrix-factorization/training.ts";
import tokenizer from "./lesson.ts";
import type { changedWords } from "./relabel.ts";
import tokenizing from "./training.ts";

/** As a worker that has just begun: it remembers nothing. */
const freshEngine = (shelf?: Shelf) =>
  createEngine(
    async (slug): Promise<Training> => (slug === tokenizer.slug ? tokenizing : counted),
    async () => new ArrayBuffer(0),
    shelf,
  );

/** Batches that matrix factorization has drawn, whoever has trained it. */
let drawn = 0;
const draw: typeof factorizing.draw = (...of) => {
  drawn++;
  return factorizing.draw(...of);
};
const counted = { ...factorizing, draw };

const SMALL = { levels: 1, codes: 8, dim: 4, hidden: 8, epochs: 1 };
const ON = { vectors: "learnt", "on.epochs": 1, "on.dim": 4 };
const COMMON = { dataset: "synthetic", backend: "wasm" } as const;

async function setupOf(fields: Record<string, string | number>): Promise<Setup> {
  const lesson = await withFoundations(tokenizer, async (slug) => ({ ...factorization, slug }));
  const given = Object.entries({ ...COMMON, ...SMALL, ...fields });
  const { setup, problems } = parseSetup(lesson, given);
  expect(problems).toEqual([]);
  return setup;
}

async function run(engine: Engine, setup: Setup) {
  const before = drawn;
  await openOn(engine, setup, () => {});
  const beneath = drawn - before;
  const { rows } = await engine.advance({ steps: 1000 }, []);
  return { rows, beneath };
}

test("two fresh workers give the same digits, whatever was trained before", async () => {
  const setup = await setupOf(ON);
  const first = await run(freshEngine(), setup);
  expect(first.beneath).toBeGreaterThan(0);
  expect(first.rows.at(-1)!.MSE).toBeGreaterThan(0);

  // In the other, matrix factorization was trained before, by another seed.
  const engine = freshEngine();
  const config = { ...defaults(factorization.hyperparameters), epochs: 1, dim: 4 };
  await run(engine, { ...COMMON, lesson: "matrix-factorization", config, seed: 9 });
  const second = await run(engine, setup);
  expect(second.rows).toEqual(first.rows);
  // What it stands on is remembered now, and the digits are the same again.
  const third = await run(engine, setup);
  expect(third.beneath).toBe(0);
  expect(third.rows).toEqual(first.rows);
  engine.close();
});

test("what a worker has made is there for the next one, which need not train it again", async () => {
  const kept = new Map<string, Made>();
  const shelf: Shelf = {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, made) => void kept.set(key, made),
  };
  const setup = await setupOf(ON);
  const first = await run(freshEngine(shelf), setup);
  expect(first.beneath).toBeGreaterThan(0);
  expect([...kept.keys()]).toHaveLength(1);
  const second = await run(freshEngine(shelf), setup);
  expect(second.beneath).toBe(0);
  expect(second.rows).toEqual(first.rows);
  // A shelf that fails is none.
  const broken: Shelf = {
    get: async () => undefined,
    set: () => Promise.reject(new Error("full")),
  };
  expect((await run(freshEngine(broken), setup)).rows).toEqual(first.rows);
});

test("another run beneath gives another tokenizer", async () => {
  const engine = freshEngine();
  const one = await run(engine, await setupOf(ON));
  const other = await run(engine, await setupOf({ ...ON, "on.seed": 2 }));
  expect(other.rows.at(-1)!.MSE).not.toBe(one.rows.at(-1)!.MSE);
  engine.close();
});

test("a companion with drifted vectors, and one of another seed, spell films otherwise", async () => {
  const engine = freshEngine();
  await run(engine, await setupOf({}));
  const ask = async (name: string) => {
    const requests = [{ key: "it", probe: "anew", args: { name } }];
    return (await engine.read(requests)).readings.it as ReturnType<typeof changedWords> | null;
  };
  await engine.accompany("drifted vectors", { config: { drift: 0.3 } });
  await engine.accompany("other first weights", { seed: 1001 });
  await engine.accompany("the same", {});
  expect(await ask("drifted vectors")).toBeNull();
  const all = ["drifted vectors", "other first weights", "the same"];
  while (Object.keys(await engine.catchUp(10_000, all)).length > 0);
  const [drifted, other] = [await ask("drifted vectors"), await ask("other first weights")];
  expect(drifted!.renumbered[0]).toBeGreaterThan(0);
  expect(other!.renumbered[0]).toBeGreaterThan(0);
  expect(other!.renumbered[0]).toBeLessThanOrEqual(other!.plain[0]!);
  expect((await ask("the same"))!.plain).toEqual([0]);
  engine.close();
});
