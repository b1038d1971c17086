import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { metricAt } from "../../components/controls/metric-reading.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./rq-vae.module.css";

/** This model beside words that nobody trained, with as many codes. */
export function ComparePicture({ opened }: { opened: Opened }) {
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const names = [
    "MSE",
    "Unique IDs",
    "Collisions",
    ...[1, 2, 3, 4, 5, 6].map((level) => `Perplexity L${level}`),
    "Purity L1",
  ].filter((name) => Object.values(opened.baselines).some((metrics) => name in metrics));
  const own = Object.fromEntries(
    names.map((name) => [name, metricAt(run, name, step) ?? undefined]),
  );
  const rows: readonly [string, Readonly<Record<string, number | undefined>>][] = [
    [run ? `RQ-VAE, run ${run.number}` : "RQ-VAE", own],
    ...Object.entries(opened.baselines),
  ];
  const hashed = opened.baselines["random hyperplanes"];
  const sentence =
    own["Purity L1"] !== undefined && hashed
      ? `Hashing has ${countText(hashed["Unique IDs"]!)} different words to the model’s ${countText(own["Unique IDs"]!)}, but its first code has a purity of ${valueText(hashed["Purity L1"]!)} to ${valueText(own["Purity L1"])}.`
      : "Words of the same length that nobody trained; the model’s own row fills when it has been evaluated.";
  return (
    <Picture
      title="Beside words that nobody trained"
      sentence={sentence}
      table={() => ({
        columns: [{ name: "Words by" }, ...names.map((name) => ({ name, format: valueText }))],
        rows: rows.map(([name, metrics]) => [
          name,
          ...names.map((metric) => metrics[metric] ?? null),
        ]),
      })}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Words compared" tabIndex={0}>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">Words by</th>
              {rows.map(([name]) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {rows.map(([who, metrics]) => (
                  <td key={who}>{cell(name, metrics[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Picture>
  );
}

function cell(name: string, value: number | undefined): string {
  if (value === undefined) return "–";
  if (name === "Unique IDs") return countText(value);
  return name === "Collisions" ? percentText(value) : valueText(value);
}
