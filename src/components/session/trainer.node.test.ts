/** The page's half of training, recovery in it, against a small fake engine. */
import { beforeEach, expect, test, vi } from "vitest";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { parseSetup } from "../../engine/declarations/setup.ts";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import { cardLost, createFakeEngine, dead, refused } from "./fake-engine.ts";
import { workKey } from "./keeping.ts";
import { createOwnDataStore } from "./own-data.ts";
import type { Run } from "./state.ts";
import type { Storage } from "./storage.ts";
import { createSessionStore, type SessionStore } from "./store.ts";

/** A lesson that can learn from what matrix factorization has made. */
const upper: Lesson = {
  ...lesson,
  slug: "upper",
  on: { lessons: [lesson.slug] },
  foundations: { [lesson.slug]: lesson },
};

function memory(): Storage {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, structuredClone(value));
      return true;
    },
    update: async (key, change) => void kept.set(key, structuredClone(change(kept.get(key)))),
    delete: async (key) => void kept.delete(key),
    keys: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
    clear: async () => kept.clear(),
    onRefused: () => () => {},
  };
}

type Fields = Record<string, string | number>;

function lab(fields: Fields = {}, of: Lesson = lesson, storage = memory(), fromLink = true) {
  const fake = createFakeEngine();
  const given = fromLink ? { epochs: 4, ...fields } : {};
  const { setup } = parseSetup(of, Object.entries(given));
  const nothing = { place: {}, hidden: new Set<string>(), locked: new Set<string>() };
  const start = { setup, notices: [], fromLink, ...nothing };
  const spare = () => createFakeEngine().client;
  const own = createOwnDataStore(storage);
  const store = createSessionStore(of, start, fake.client, storage, own, spare);
  return { fake, store, storage, ...helpersOf(store) };
}

function helpersOf(store: SessionStore) {
  type State = ReturnType<typeof store.getState>;
  /** Told by the store itself: between two of its states nothing is missed. */
  const until = (so: (state: State) => boolean) =>
    new Promise<void>((resolve) => {
      let stop = () => {};
      const look = (state: State) => {
        if (!so(state)) return;
        stop();
        resolve();
      };
      stop = store.subscribe(look);
      look(store.getState());
    });
  const status = (name: string) => until((state) => state.status.name === name);
  const run = () => store.getState().runs.at(-1)!;
  return { until, status, run, get: store.getState };
}

async function finished(fields: Fields = {}, of = lesson as Lesson): Promise<Run> {
  const { get, status, run } = lab(fields, of);
  await get().prepare();
  await get().train();
  await status("Finished");
  return run();
}

const numbers = ({ history, step, metrics }: Run) => ({ history, step, metrics });

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

test("a run begins, pauses, goes on and finishes, and is kept by then", async () => {
  const { get, status, until, run, storage } = lab();
  await get().prepare();
  expect(get().status.name).toBe("Idle");
  expect(get().compilation).toMatchObject({ kernels: 5 });
  void get().train();
  await until(({ step }) => step > 6);
  get().pause();
  await status("Paused");
  expect(run().status).toBe("paused");
  await get().train();
  await status("Finished");
  expect(run()).toMatchObject({ status: "finished", step: 40, bestEpoch: expect.any(Number) });
  expect(await storage.get(workKey(lesson.slug))).toMatchObject({ runs: [{ id: run().id }] });
  expect(numbers(run())).toEqual(numbers(await finished()));
});

test("a setting changed in mid-run pauses it, and Train begins another that says what changed", async () => {
  const { get, status, until, run } = lab();
  await get().prepare();
  void get().train();
  await until(({ step }) => step > 6);
  get().set({ dim: 8 });
  await status("Paused");
  expect(get().stale).toBe(true);
  await get().train();
  await status("Finished");
  expect(get().runs.map(({ status }) => status)).toEqual(["paused", "finished"]);
  expect(run().changed).toMatchObject({
    since: "before",
    settings: [{ key: "dim", from: 32, to: 8 }],
  });
  expect(numbers(run())).toEqual(numbers(await finished({ dim: 8 })));
});

test("a pause is said once the worker has answered; one that never does is ended by Reset", async () => {
  const { get, status, until, run, fake } = lab();
  await get().prepare();
  void get().train();
  await until(({ step }) => step > 6);
  await fake.hang("advance");
  get().pause();
  await status("Pausing");
  await get().reset();
  expect(get()).toMatchObject({ step: 0, status: { name: "Idle" } });
  expect(get().notices.join()).toContain("was ended");
  expect(run()).toMatchObject({ status: "stopped", step: expect.any(Number) });
  await get().train();
  await status("Finished");
  expect(numbers(run())).toEqual(numbers(await finished()));
});

test("new settings end a worker that does not answer, and are opened in another", async () => {
  const { get, status, until, run, fake } = lab();
  await get().prepare();
  void get().train();
  await until(({ step }) => step > 6);
  await fake.hang("advance");
  get().set({ dim: 8 });
  await status("Idle");
  expect(get()).toMatchObject({ step: 0, stale: false, runs: [{ status: "stopped" }] });
  await get().train();
  await status("Finished");
  expect(numbers(run())).toEqual(numbers(await finished({ dim: 8 })));
});

test("new settings end a worker that hangs while it opens", async () => {
  const { get, status, fake } = lab();
  const hanging = fake.hang("open");
  const opening = get().prepare();
  await hanging;
  get().set({ dim: 8 });
  await opening;
  await status("Idle");
  expect(get()).toMatchObject({ setup: { config: { dim: 8 } }, stale: false });
});

test("a set-up that is refused leaves the run that is open, to go on with", async () => {
  const { get, status, until, run, fake } = lab();
  await get().prepare();
  void get().train();
  await until(({ step }) => step > 6);
  get().pause();
  await status("Paused");
  const before = get();
  fake.fail("open", refused);
  get().set({ dim: 128 });
  await get().train();
  expect(get().status).toMatchObject({ name: "Failed", detail: "too large" });
  expect(get()).toMatchObject({ step: before.step, runs: before.runs, opened: before.opened });
  get().set({ dim: 32 });
  expect(get()).toMatchObject({ stale: false, status: { name: "Paused" } });
  await get().train();
  await status("Finished");
  expect(get().runs).toHaveLength(1);
  expect(numbers(run())).toEqual(numbers(await finished()));
});

test("a loss that leaves all bounds says so, and leads back to the last good step", async () => {
  const { get, status } = lab({ lr: 1 });
  await get().prepare();
  await get().train();
  await status("Failed");
  expect(get().status).toMatchObject({ lastGood: 5 });
  await get().goTo(5);
  expect(get()).toMatchObject({ step: 5, epoch: 0.5, status: { name: "Paused" } });
});

test("one step back is the step before, and training on ends in the same digits", async () => {
  const { get, status, run } = lab();
  await get().prepare();
  await get().train();
  await status("Finished");
  const before = numbers(run());
  await get().stepBack();
  expect(get()).toMatchObject({ step: 39, epoch: 3.9, status: { name: "Paused" } });
  await get().stepBack();
  expect(get()).toMatchObject({ step: 38, status: { name: "Paused" } });
  await get().train();
  await status("Finished");
  expect(numbers(run())).toEqual(before);
});

test("before the first step there is none back", async () => {
  const { get } = lab();
  await get().prepare();
  await get().stepBack();
  expect(get()).toMatchObject({ step: 0, status: { name: "Idle" } });
});

test("a reading that always fails is told to its picture, and the run ends in the same digits", async () => {
  const { get, status, run, fake } = lab();
  fake.broken.add("unlucky");
  const failures: string[] = [];
  const readings: unknown[] = [];
  get().watch(
    "unlucky",
    {},
    () => expect.unreachable(),
    (why) => failures.push(why.english),
  );
  get().watch("map", {}, (reading) => readings.push(reading));
  await get().prepare();
  await get().train();
  await status("Finished");
  expect(new Set(failures)).toEqual(new Set(["This one never works"]));
  await vi.waitFor(() => expect(readings.at(-1)).toBe(40));
  expect(numbers(run())).toEqual(numbers(await finished()));
  fake.broken.clear();
});

test.each(["advance", "read"] as const)(
  "the worker dies in %s: another takes the same steps and ends in the same digits",
  async (call) => {
    const { get, status, run, fake } = lab();
    get().watch("map", {}, () => {});
    await get().prepare();
    fake.fail(call, dead, call === "advance" ? 5 : 1);
    await get().train();
    await status("Finished");
    expect(numbers(run())).toEqual(numbers(await finished()));
    await vi.waitFor(() => expect(get().notices.join()).toMatch(/worker stopped/));
    expect(fake.calls.filter((call) => call === "open")).toHaveLength(2);
    // Pictures are read again, and a run that had ended stays so.
    await vi.waitFor(() => expect(fake.calls.at(-1)).toBe("read"));
    expect([get().status.name, run().status]).toEqual(["Finished", "finished"]);
  },
);

test("a forked run whose worker dies is taken again with its parent's past", async () => {
  const forked = async (fault: boolean) => {
    const { get, status, run, fake } = lab();
    await get().prepare();
    await get().train();
    await status("Finished");
    await get().goTo(15);
    if (fault) fake.fail("advance", dead, 4);
    await get().fork({ lr: 0.5 });
    await status("Finished");
    return run();
  };
  const [plain, recovered] = [await forked(false), await forked(true)];
  expect(plain.fork).toMatchObject({ step: 15 });
  expect(numbers(recovered)).toEqual(numbers(plain));
});

test("the card is lost: checkpoints go across, and training goes on from the newest", async () => {
  const { get, status, run, fake } = lab();
  await get().prepare();
  fake.fail("advance", cardLost, 5);
  await get().train();
  await status("Finished");
  expect(fake.calls).toContain("takeOver");
  expect(get().notices.join()).toMatch(/goes on from step 10/);
  expect(numbers(run())).toEqual(numbers(await finished()));
});

test("losses in a row end in a sentence, not in a loop", async () => {
  const { get, status, fake } = lab();
  await get().prepare();
  for (let n = 0; n < 12; n++) fake.fail("advance", dead, 2 * n + 2);
  await get().train();
  await status("Failed");
  expect(get().status.detail).toMatch(/killed by a test/);
});

test("the run beneath is trained first, told with its lesson, and decides the run above", async () => {
  const { get, until, status, run } = lab({ "on.dim": 8 }, upper);
  const told: (number | undefined)[] = [];
  const opening = get().prepare();
  await until(({ underway }) => {
    told.push(underway?.step);
    return (underway?.step ?? 0) > 6;
  });
  expect(get().underway).toMatchObject({ lesson: lesson.slug });
  await opening;
  expect(get().underway).toBeNull();
  await get().train();
  await status("Finished");
  expect(numbers(run())).toEqual(numbers(await finished({ "on.dim": 8 }, upper)));
  expect(numbers(run())).not.toEqual(numbers(await finished({ "on.dim": 4 }, upper)));
});

test("Pause stops waiting for the run beneath, and Train goes on with it", async () => {
  const { get, until, status, fake } = lab({}, upper);
  const opening = get().prepare();
  await until(({ underway }) => (underway?.step ?? 0) > 3);
  get().pause();
  await opening;
  const asked = fake.calls.filter((call) => call === "open").length;
  expect(get().status).toMatchObject({ name: "Paused", detail: expect.stringMatching(/beneath/) });
  await new Promise((resolve) => setTimeout(resolve));
  expect(fake.calls.filter((call) => call === "open").length).toBe(asked);
  await get().train();
  await status("Finished");
});

test.each(["reset", "leave"] as const)("%s stops waiting for the run beneath", async (action) => {
  const { get, until, fake } = lab({}, upper);
  const opening = get().prepare();
  await until(({ underway }) => (underway?.step ?? 0) > 3);
  await get()[action]();
  await opening;
  const asked = fake.calls.length;
  await new Promise((resolve) => setTimeout(resolve));
  expect(fake.calls.length).toBe(asked);
  expect(get().underway).toBeNull();
});

test("new settings stop waiting for the run beneath: the new one is trained instead", async () => {
  const { get, until } = lab({}, upper);
  const opening = get().prepare();
  await until(({ underway }) => (underway?.step ?? 0) > 3);
  get().standOn({ ...get().setup.on!, seed: 7 });
  await opening;
  expect(get().status.name).toBe("Idle");
  await get().train();
  expect(get().runs.at(-1)!.setup.on).toMatchObject({ seed: 7 });
});

test.each([2, 9])(
  "the worker dies at opening %i, in the run beneath: it is trained again",
  async (n) => {
    const { get, status, run, fake } = lab({}, upper);
    fake.fail("open", dead, n);
    await get().prepare();
    expect(get().notices.join()).toMatch(/A new one begins again/);
    await get().train();
    await status("Finished");
    expect(numbers(run())).toEqual(numbers(await finished({}, upper)));
  },
);

test("the worker dies above a run beneath: both are trained again, to the same digits", async () => {
  const { get, status, run, fake } = lab({}, upper);
  await get().prepare();
  fake.fail("advance", dead, 6);
  await get().train();
  await status("Finished");
  expect(numbers(run())).toEqual(numbers(await finished({}, upper)));
});

test("a run beneath that fails says so; what was trained before stays", async () => {
  const { get, status, fake } = lab({}, upper);
  await get().prepare();
  await get().train();
  await status("Finished");
  fake.fail("open", () => new Error("The run beneath could not be made: no reason"));
  get().set({ "on.seed": 3 });
  await get().train();
  await status("Failed");
  expect(get().status.detail).toMatch(/could not be made/);
  expect(get().runs).toHaveLength(1);
});

test("runs of the lesson beneath that this browser keeps can be stood on", async () => {
  const storage = memory();
  const below = lab({ seed: 6 }, lesson, storage);
  await below.get().prepare();
  await below.get().train();
  await below.status("Finished");
  const { get } = lab({}, upper, storage);
  await get().prepare();
  const [kept] = get().foundationRuns[lesson.slug]!;
  expect(kept).toMatchObject({ number: 1, setup: { seed: 6 } });
  get().standOn(kept!.setup);
  expect(get().setup.on).toMatchObject({ seed: 6, config: { epochs: 4 } });
});

test("a prediction's runs and three seeds stand on what they should", async () => {
  const { get, until } = lab({ "on.dim": 8 }, upper);
  await get().prepare();
  await get().threeSeeds();
  await until(({ runs }) => runs.length === 3 && runs.every(({ status }) => status === "finished"));
  expect(get().runs.map(({ setup }) => [setup.seed, setup.on?.config.dim])).toEqual([
    [1, 8],
    [2, 8],
    [3, 8],
  ]);
});

test("a companion catches up while the run rests, and is asked for again after a recovery", async () => {
  const { get, status, until, fake } = lab();
  const readings: unknown[] = [];
  await get().prepare();
  await get().train();
  await status("Finished");
  const stop = get().accompany("twin", { seed: 2 });
  expect(get().companions).toEqual({ twin: { step: 0, of: 40 } });
  get().watch("drift", {}, (reading) => readings.push(reading));
  await until(({ companions }) => !companions.twin);
  // Pictures that read what it has made are read again.
  await vi.waitFor(() => {
    const caughtUp = fake.calls.lastIndexOf("accompany");
    expect(fake.calls.slice(caughtUp)).toContain("read");
    expect(readings.length).toBeGreaterThan(1);
  });
  fake.fail("read", dead);
  get().watch("other", {}, () => {});
  await vi.waitFor(() => expect(fake.calls.filter((call) => call === "accompany")).toHaveLength(2));
  await until(({ companions }) => !companions.twin);
  stop();
  const asked = fake.calls.filter((call) => call === "catchUp").length;
  await get().goTo(5);
  expect(fake.calls.filter((call) => call === "catchUp").length).toBe(asked);
});

test("a companion follows a run that trains, and does not change it", async () => {
  const { get, status, run, fake } = lab();
  await get().prepare();
  get().accompany("twin", { config: { dim: 4 } });
  await get().train();
  await status("Finished");
  expect(fake.calls.filter((call) => call === "catchUp").length).toBeGreaterThan(5);
  expect(numbers(run())).toEqual(numbers(await finished()));
});

test("a section begins from its own settings, not from those before it, once no run is under way", async () => {
  const { get, status, until } = lab({ seed: 5 });
  await get().prepare();
  get().set({ l2: 0.1 });
  get().setLessonStep("popularity");
  const own = { seed: 5, config: { negatives: "popularity", alpha: 1, l2: 0.01, epochs: 15 } };
  expect(get().setup).toMatchObject(own);
  void get().train();
  await until(({ step }) => step > 6);
  get().setLessonStep("hard");
  expect(get().status.name).toBe("Training");
  expect(get().setup).toMatchObject(own);
  await status("Finished");
  await until(({ setup }) => setup.config.negatives === "hard");
  get().set({ alpha: 2, l2: 0.1 });
  get().putBack();
  expect(get().setup).toMatchObject({ seed: 5, config: { negatives: "hard", l2: 0.01 } });
});

test("the next visit begins where the reader was, with their seed and nothing that they had changed", async () => {
  const storage = memory();
  const before = lab({ seed: 6 }, lesson, storage);
  await before.get().prepare();
  before.get().setLessonStep("too-strong");
  before.get().set({ lr: 0.5 });
  await vi.waitFor(async () =>
    expect(await storage.get(workKey(lesson.slug))).toMatchObject({ settings: { lr: "0.5" } }),
  );
  const { get } = lab({}, lesson, storage, false);
  await get().prepare();
  expect(get()).toMatchObject({ lessonStep: "too-strong", returnTo: "too-strong" });
  expect(get().setup).toMatchObject({ seed: 6, config: { l2: 0.1, lr: 0.005 } });
});

test("where one seed cannot decide, two more are trained in the background", async () => {
  const { get, until } = lab();
  await get().prepare();
  await get().commitPrediction("hard-wins", { kind: "winner", side: "run" });
  await until(({ background }) => background > 0);
  const shown = get().currentRun;
  await until(({ predictions }) => predictions["hard-wins"]?.settled?.seeds?.length === 3);
  expect(get()).toMatchObject({ currentRun: shown, background: 0, setup: { seed: 1 } });
  expect(get().runs.map(({ setup }) => setup.seed)).toEqual([1, 1, 2, 2, 3, 3]);
});
