/** An A/B test that the reader runs: people come, the interval shrinks, and somebody must stop. */
import { useEffect } from "react";
import { create } from "zustand";
import { LinePlot } from "../../components/charts/line-plot.tsx";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { arrive, BOUND, type Counts, difference, NOBODY, significant } from "./ab-test.ts";
import { COLOUR, NAME, signed } from "./looks.ts";
import { MODELS, type Model } from "./models.ts";
import styles from "./offline.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** People who come between two looks, and at most. */
const EACH = 100;
const HORIZON = 20_000;

interface Look {
  readonly people: number;
  readonly value: number;
  readonly error: number;
}
interface Test {
  readonly a: Model;
  readonly b: Model;
  readonly running: boolean;
  readonly stopped: boolean;
  readonly seed: number;
  readonly counts: Counts;
  readonly looks: readonly Look[];
}
const START: Test = {
  a: "imitate",
  b: "clicks",
  running: false,
  stopped: false,
  seed: 1,
  counts: NOBODY,
  looks: [],
};
const useTest = create<Test>(() => START);
/** Another test has other people. */
const again = (change: Partial<Test> = {}) =>
  useTest.setState(({ a, b, seed }) => ({ ...START, a, b, seed: seed + 1, ...change }));

function look(p: { readonly a: ArrayLike<number>; readonly b: ArrayLike<number> }): void {
  useTest.setState(({ counts, looks, seed }) => {
    const people = looks.length * EACH;
    const next = arrive(counts, p, EACH, new Rng(seed * 1_000_003 + people));
    const { value, error } = difference(next);
    const done = people + EACH >= HORIZON;
    return {
      counts: next,
      looks: [...looks, { people: people + EACH, value, error }],
      ...(done && { running: false, stopped: true }),
    };
  });
}

export function TestPicture() {
  const reading = useReading("arms");
  const { a, b, running, stopped, counts, looks } = useTest();
  const of = (model: Model) => reading?.models.find((one) => one.model === model);
  const [armA, armB] = [of(a), of(b)];
  useEffect(() => {
    if (!running || !armA || !armB) return;
    const timer = setInterval(() => look({ a: armA.p, b: armB.p }), 60);
    return () => clearInterval(timer);
  }, [running, armA, armB]);
  const last = looks.at(-1);
  const truth = armA && armB ? armB.online - armA.online : 0;
  const sentence = sentenceOf(last, stopped, a, b, truth);
  return (
    <Picture
      title="An A/B test"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no policies to test: see By price."
          : reading
            ? undefined
            : "The test can begin when the models are there."
      }
      table={() => ({
        columns: [
          { name: "People" },
          { name: "Difference", format: signed },
          { name: "±", format: signed },
        ],
        rows: looks.map((one) => [one.people, one.value, BOUND * one.error]),
      })}
      aside={<Arms a={a} b={b} />}
    >
      <div className={styles.stack}>
        <p className={styles.tools}>
          <button
            type="button"
            disabled={stopped || !armA}
            onClick={() => useTest.setState({ running: !running })}
          >
            {running ? "Wait" : "Let people in"}
          </button>
          <button
            type="button"
            disabled={stopped || looks.length === 0}
            onClick={() => useTest.setState({ running: false, stopped: true })}
          >
            Stop and decide
          </button>
          <button type="button" disabled={looks.length === 0} onClick={() => again()}>
            Begin again
          </button>
          <span className={styles.note}>
            A {countText(counts.clicks[0])} of {countText(counts.visits[0])}, B{" "}
            {countText(counts.clicks[1])} of {countText(counts.visits[1])} clicked
          </span>
        </p>
        <LinePlot
          name={`Difference of B and A as people come. ${sentence}`}
          xName="people so far"
          yName="B − A, clicks a visit"
          xLeast={[0, 2000]}
          yLeast={[-0.1, 0.1]}
          yMost={[-0.3, 0.3]}
          lines={[
            {
              name: "B − A",
              colour: COLOUR.run,
              points: looks
                .filter(({ error }) => Number.isFinite(error))
                .map(({ people, value, error }) => ({ x: people, y: value, half: BOUND * error })),
            },
            {
              name: "no difference",
              colour: COLOUR.grey,
              stroke: "dashed",
              points: [0, Math.max(2000, last?.people ?? 0)].map((x) => ({ x, y: 0 })),
            },
            ...(stopped
              ? [
                  {
                    name: "the truth",
                    colour: COLOUR.line,
                    stroke: "dashed" as const,
                    points: [0, Math.max(2000, last?.people ?? 0)].map((x) => ({ x, y: truth })),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </Picture>
  );
}

function Arms({ a, b }: { readonly a: Model; readonly b: Model }) {
  const field = (arm: "a" | "b", value: Model) => (
    <label className={styles.field}>
      {arm.toUpperCase()}
      <select
        aria-label={`Arm ${arm.toUpperCase()}`}
        value={value}
        onChange={(event) => again({ [arm]: event.target.value as Model })}
      >
        {MODELS.map((model) => (
          <option key={model} value={model}>
            {NAME[model]}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <span className={styles.tools}>
      {field("a", a)}
      {field("b", b)}
    </span>
  );
}

function sentenceOf(
  last: Look | undefined,
  stopped: boolean,
  a: Model,
  b: Model,
  truth: number,
): string {
  if (!last || !Number.isFinite(last.error)) {
    return `A shows the lists of “${NAME[a]}”, B those of “${NAME[b]}”. Everybody who comes is put into one of them by chance.`;
  }
  const now = `${countText(last.people)} people: B − A is ${signed(last.value)} ± ${(BOUND * last.error).toFixed(3)}`;
  const found = significant(last);
  if (!stopped) {
    return `${now}, ${found ? "significant at this look. Would you stop?" : "not significant yet."}`;
  }
  const winner = found ? `you call ${last.value > 0 ? "B" : "A"} the winner` : "you call it a draw";
  const right = found
    ? Math.sign(last.value) === Math.sign(truth) && truth !== 0
      ? "and that is right"
      : "and that is wrong"
    : "";
  return `${now}: ${winner}${right && `, ${right}`}. The truth is ${signed(truth)}.`;
}
