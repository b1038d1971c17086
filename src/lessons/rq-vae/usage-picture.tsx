import { lazy, Suspense } from "react";
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { countText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { probes } from "./probes.ts";
import styles from "./rq-vae.module.css";

const useReading = readingsOf<typeof probes>();

// The curves are fetched after the lab stands.
const MetricCurve = lazy(async () => ({
  default: (await import("../../components/session/metric-curve.tsx")).MetricCurve,
}));

/** How many films each code has, and how that came about. */
export function UsagePicture() {
  return (
    <div className={styles.stack}>
      <Usage />
      <Suspense fallback={null}>
        <MetricCurve title="Perplexity of level 1" column="Perplexity L1" />
      </Suspense>
      <Deaths />
    </div>
  );
}

function Usage() {
  const reading = useReading("words");
  const levels = reading?.used ?? [];
  const dead = levels.map((used) => used.filter((n) => n === 0).length);
  const sentence = reading
    ? levels
        .map(
          (used, at) =>
            `level ${at + 1}: ${plural(used.length - dead[at]!, "code")} of ${used.length} in use, perplexity ${reading.perplexity[at]!.toFixed(1)}`,
        )
        .join("; ")
    : "how many films each code has";
  return (
    <Picture
      title="Codes in use"
      sentence={`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`}
      empty={reading ? undefined : "A bar a code will stand here."}
      table={() => ({
        columns: [
          { name: "Code", format: String },
          ...levels.map((_, at) => ({ name: `Films, level ${at + 1}` })),
        ],
        rows: Array.from(
          { length: Math.max(0, ...levels.map((used) => used.length)) },
          (_, code) => [code, ...levels.map((used) => used[code] ?? null)],
        ),
      })}
    >
      <div className={styles.panels}>
        {levels.map((used, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
          <div key={at} className={styles.panel}>
            <h4>
              Level {at + 1}{" "}
              <small data-bad={reading!.perplexity[at]! < used.length / 4 || undefined}>
                perplexity {reading!.perplexity[at]!.toFixed(1)} of {used.length}
                {dead[at]! > 0 && ` · ${countText(dead[at]!)} dead`}
              </small>
            </h4>
            <BarPlot
              name={`Films of each code of level ${at + 1}, the fullest first`}
              bins={[...used]
                .map((value, code) => ({ name: `${code}`, value }))
                .sort((a, b) => b.value - a.value)}
              xName="code, the fullest first"
              yName="films"
              format={countText}
              low
            />
          </div>
        ))}
      </div>
    </Picture>
  );
}

/** Dead codes and restarts, epoch by epoch. */
function Deaths() {
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const rows = (run?.history ?? []).filter((row) => "Dead L1" in row && row.step <= step);
  const levels = [1, 2, 3, 4, 5, 6].filter((level) => rows[0] && `Dead L${level}` in rows[0]);
  const sum = (name: string) =>
    rows.reduce((all, row) => all + levels.reduce((n, l) => n + (row[`${name} L${l}`] ?? 0), 0), 0);
  const last = rows.at(-1);
  const now = last ? levels.reduce((n, l) => n + (last[`Dead L${l}`] ?? 0), 0) : 0;
  return (
    <Picture
      title="Dead codes and restarts"
      sentence={
        last
          ? `${plural(now, "code")} without a film at the end of epoch ${last.epoch}; ${countText(sum("Restarted"))} restarts so far.`
          : "Codes that no film has, counted after each epoch."
      }
      empty={last ? undefined : "Train: after each epoch the dead codes are counted here."}
      table={() => ({
        columns: [
          { name: "Epoch" },
          ...levels.flatMap((l) => [
            { name: `Dead, level ${l}` },
            { name: `Restarted, level ${l}` },
          ]),
        ],
        rows: rows.map((row) => [
          row.epoch,
          ...levels.flatMap((l) => [row[`Dead L${l}`] ?? null, row[`Restarted L${l}`] ?? null]),
        ]),
      })}
    >
      <div className={styles.panels}>
        {levels.map((level) => (
          <div key={level} className={styles.panel}>
            <h4>
              Level {level} <small>orange: restarted</small>
            </h4>
            <BarPlot
              name={`Dead codes of level ${level} by epoch`}
              bins={rows.map((row) => ({
                name: `${row.epoch}`,
                value: row[`Dead L${level}`]!,
                strong: (row[`Restarted L${level}`] ?? 0) > 0,
              }))}
              xName="epoch"
              yName="dead codes"
              format={countText}
              low
            />
          </div>
        ))}
      </div>
    </Picture>
  );
}
