import { useEffect } from "react";
import { create } from "zustand";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { differences } from "../../components/session/runs.ts";
import type { Run } from "../../components/session/state.ts";
import { useReading, useSession } from "../../components/session/use-session.ts";
import type { Metrics } from "../../engine/run.ts";
import { defaultSetup } from "../../engine/setup.ts";
import type { ProtocolsReading } from "./probes.ts";
import styles from "./sasrec.module.css";

type Split = "last" | "temporal";

/** What is known of the models without training, by split; it is asked for once each. */
const useBeside = create<{
  readonly known: Readonly<Record<string, ProtocolsReading>>;
  keep(key: string, reading: ProtocolsReading): void;
}>((set) => ({
  known: {},
  keep: (key, reading) => set(({ known }) => ({ known: { ...known, [key]: reading } })),
}));

const RULERS = [
  { split: "last", metric: "NDCG@10", name: "Whole catalogue" },
  { split: "last", metric: "NDCG@10, 100 uniform", name: "100 uniform" },
  { split: "last", metric: "NDCG@10, 100 popular", name: "100 by popularity" },
  { split: "temporal", metric: "NDCG@10", name: "Temporal, whole catalogue" },
  { split: "temporal", metric: "NDCG@10, 100 uniform", name: "Temporal, 100 uniform" },
] as const;

interface Model {
  readonly name: string;
  readonly under: Readonly<Partial<Record<Split, Metrics>>>;
}

/** The same models under five rulers, side by side. */
export function ProtocolsPicture() {
  const reading = useReading<ProtocolsReading>("protocols");
  const setup = useSession((state) => state.setup);
  const stale = useSession((state) => state.stale);
  const runs = useSession((state) => state.runs);
  const lesson = useSession((state) => state.lesson);
  const { known, keep } = useBeside();
  const { protocol, order, task } = setup.config;
  const key = (split: Split) => `${setup.dataset} ${task} ${order === "file"} ${split}`;
  const here = key(protocol as Split);
  useEffect(() => {
    if (reading && !stale) keep(here, reading);
  }, [reading, stale, here, keep]);

  const models: Model[] = [];
  for (const name of ["popularity", "item-kNN"]) {
    const under: Partial<Record<Split, Metrics>> = {};
    for (const split of ["last", "temporal"] as const) {
      const metrics = known[key(split)]?.beside[name];
      if (metrics) under[split] = metrics;
    }
    models.push({ name, under });
  }
  const nameOf = (run: Run) => {
    const plain = { ...run.setup, config: { ...run.setup.config, protocol: "last" } };
    const base = { ...defaultSetup(lesson), dataset: plain.dataset, backend: plain.backend };
    const changed = differences(lesson, base, plain).map(([what, , to]) => `${what} ${String(to)}`);
    return changed.length === 0 ? "SASRec, the defaults" : changed.join(", ");
  };
  const trained = new Map<string, Partial<Record<Split, Metrics>>>();
  for (const run of runs) {
    const sameQuestions =
      run.setup.dataset === setup.dataset &&
      run.setup.config.task === task &&
      (run.setup.config.order === "file") === (order === "file");
    if (run.status !== "finished" || run.fork || !run.metrics || !sameQuestions) continue;
    const name = nameOf(run);
    trained.set(name, {
      ...trained.get(name),
      [run.setup.config.protocol as Split]: run.metrics,
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
  const cases = (split: Split) => known[key(split)]?.cases;
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
          : "The temporal columns fill when a run uses that split. "}
        A dash: no run yet.
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
