import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { differences } from "../../components/session/runs.ts";
import type { Run } from "../../components/session/state.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { defaultSetup } from "../../engine/declarations/setup.ts";
import type { probes } from "./probes.ts";
import type { Protocol } from "./protocols.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

const RULERS = [
  { split: "last", metric: "NDCG@10", name: "Whole catalogue" },
  { split: "last", metric: "NDCG@10, 100 uniform", name: "100 uniform" },
  { split: "last", metric: "NDCG@10, 100 popular", name: "100 by popularity" },
  { split: "temporal", metric: "NDCG@10", name: "Temporal, whole catalogue" },
  { split: "temporal", metric: "NDCG@10, 100 uniform", name: "Temporal, 100 uniform" },
] as const;

interface Model {
  readonly name: string;
  readonly under: Readonly<Partial<Record<Protocol, Metrics>>>;
}

/** The same models under five rulers, side by side. */
export function ProtocolsPicture() {
  const reading = useReading("protocols");
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const lesson = useSession((state) => state.lesson);
  const { order, task } = setup.config;

  const models: Model[] = [];
  for (const name of ["popularity", "item-kNN"]) {
    const under = Object.entries(reading?.beside ?? {}).map(([split, all]) => [split, all[name]]);
    models.push({ name, under: Object.fromEntries(under) });
  }
  const nameOf = (run: Run) => {
    const plain = { ...run.setup, config: { ...run.setup.config, protocol: "last" } };
    const base = { ...defaultSetup(lesson), dataset: plain.dataset, backend: plain.backend };
    const changed = differences(lesson, base, plain).map(([what, , to]) => `${what} ${String(to)}`);
    return changed.length === 0 ? "SASRec, the defaults" : changed.join(", ");
  };
  const trained = new Map<string, Partial<Record<Protocol, Metrics>>>();
  for (const run of runs) {
    const sameQuestions =
      run.setup.dataset === setup.dataset &&
      run.setup.config.task === task &&
      (run.setup.config.order === "file") === (order === "file");
    if (run.status !== "finished" || run.fork || !run.metrics || !sameQuestions) continue;
    const name = nameOf(run);
    trained.set(name, {
      ...trained.get(name),
      [run.setup.config.protocol as Protocol]: run.metrics,
    });
  }
  for (const [name, under] of trained) models.push({ name, under });

  const value = (model: Model, n: number) => {
    const { split, metric } = RULERS[n]!;
    return model.under[split]?.[metric];
  };
  const place = (model: Model, n: number) => {
    const own = value(model, n);
    if (own === undefined) return null;
    return 1 + models.filter((other) => (value(other, n) ?? -1) > own).length;
  };
  const cases = (split: Protocol) => reading?.cases[split];
  return (
    <Picture
      title="One model, five numbers"
      sentence={sentenceOf(models, place)}
      empty={
        reading || models.some(({ under }) => under.last)
          ? undefined
          : "A table of models and rulers will stand here."
      }
      table={() => ({
        columns: [
          { name: "Model" },
          ...RULERS.map(({ name }) => ({ name, format: (x: number) => x.toFixed(4) })),
        ],
        rows: models.map((model) => [model.name, ...RULERS.map((_, n) => value(model, n) ?? null)]),
      })}
    >
      <div className={styles.scroll}>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">NDCG@10</th>
              {RULERS.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.name}>
                <th scope="row">{model.name}</th>
                {RULERS.map(({ name }, n) => {
                  const own = value(model, n);
                  return (
                    <td key={name}>
                      {own === undefined ? (
                        "–"
                      ) : (
                        <>
                          {own.toFixed(3)} <small>#{place(model, n)}</small>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        # is the place among the models of the column.{" "}
        {cases("last") !== undefined &&
          `Leave-one-out asks about ${cases("last")} users, so one standard error of HR@10 at 10% is ${percentText(Math.sqrt(0.09 / cases("last")!))}. `}
        {cases("temporal") !== undefined
          ? `The temporal cut asks about ${cases("temporal")}: ${percentText(Math.sqrt(0.09 / cases("temporal")!))}. `
          : ""}
        A dash: no run yet under that split.
      </p>
    </Picture>
  );
}

function sentenceOf(
  models: readonly Model[],
  place: (model: Model, ruler: number) => number | null,
): string {
  for (const a of models) {
    for (const b of models) {
      for (let n = 1; n < RULERS.length; n++) {
        const [full, other] = [0, n].map((ruler) => [place(a, ruler), place(b, ruler)]);
        if (full!.includes(null) || other!.includes(null)) continue;
        if (full![0]! < full![1]! && other![0]! > other![1]!) {
          return `Among the whole catalogue “${a.name}” stands before “${b.name}”; under “${RULERS[n]!.name}” behind it.`;
        }
      }
    }
  }
  const last = models.findLast(({ under }) => under.last);
  const [full, sampled] = [
    last?.under.last?.["NDCG@10"],
    last?.under.last?.["NDCG@10, 100 uniform"],
  ];
  return full !== undefined && sampled !== undefined
    ? `“${last!.name}” has ${full.toFixed(3)} among the whole catalogue and ${sampled.toFixed(3)} among 100 uniform ones: one model. So far every ruler puts these models in the same order.`
    : "Each finished run is measured with every ruler of its split.";
}
