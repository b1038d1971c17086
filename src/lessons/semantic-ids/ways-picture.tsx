/** Seven ways to hold a film: their tables to scale, and what each is worth on four slices. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { runsAlike, type Summary, summaryOf } from "../../components/session/alike-runs.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { FREE, valuesByWay } from "./by-way.ts";
import { DotStrip } from "./dot-strip.tsx";
import type { TablesReading } from "./look-up.ts";
import { better, chooseWay, labelOf, useChosen } from "./looks.ts";
import { MetricChoice } from "./metric-choice.tsx";
import type { probes } from "./probes.ts";
import type { Measured } from "./rivals.ts";
import styles from "./semantic.module.css";
import { WAYS, type Way } from "./settings.ts";
import { TableBlocks } from "./table-blocks.tsx";

const useReading = readingsOf<typeof probes>();

const SLICES = [
  { slice: "", name: "all films" },
  { slice: " tail", name: "1 to 10 ratings" },
  { slice: " unseen", name: "never seen" },
  { slice: " heavy", name: "most rated" },
] as const;

export function WaysPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { way: chosen, metric } = useChosen();
  const { set, train } = useActions();
  const tables = useReading("tables");
  const way = chosen ?? (setup.config.film as Way);
  const values = valuesByWay(runsAlike(runs, setup, FREE));
  const rows = WAYS.map(({ value, label }) => ({
    way: value,
    label,
    numbers: tables?.ways.find((one) => one.way === value)?.numbers,
    of: SLICES.map(({ slice }) => summaryOf(values.get(value) ?? [], metric + slice)),
  }));
  const range = rangeOf(rows.flatMap(({ of }) => of));
  const missing = rows.some(({ of }) => !of[0]);
  const run = (film: Way) => {
    set({ film });
    void train();
  };
  return (
    <Picture
      title="Seven ways to hold a film"
      fill
      sentence={sentenceOf(rows, tables, metric)}
      table={() => ({
        columns: [
          { name: "A film is" },
          { name: "Numbers", format: countText },
          ...SLICES.map(({ name }) => ({ name, format: (x: number) => x.toFixed(4) })),
          { name: "Seeds" },
        ],
        rows: rows.map(({ label, numbers, of }) => [
          label,
          numbers ?? null,
          ...of.map((one) => one?.mean ?? null),
          of[0]?.seeds ?? 0,
        ]),
      })}
      aside={
        <span className={styles.tools}>
          <MetricChoice />
          {missing && (
            <button
              type="button"
              onClick={() => {
                set({ beside: "all" });
                void train();
              }}
            >
              Train all seven
            </button>
          )}
        </span>
      }
    >
      <div className={styles.scroll}>
        {tables && <TableBlocks tables={tables} way={way} onWay={chooseWay} />}
        <table className={styles.dots}>
          <thead>
            <tr>
              <th scope="col">{metric}</th>
              <th scope="col" className={styles.count}>
                numbers
              </th>
              {SLICES.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ way: own, label, numbers, of }) => (
              <tr key={own} data-own={own === way || undefined}>
                <th scope="row">
                  <button type="button" onClick={() => chooseWay(own)} aria-pressed={own === way}>
                    {label}
                  </button>
                </th>
                <td className={styles.count}>{numbers === undefined ? "–" : countText(numbers)}</td>
                {of.map((one, n) => (
                  <td key={SLICES[n]!.name}>
                    {one ? (
                      <DotStrip way={own} {...{ one, range }} />
                    ) : n === 0 ? (
                      <span className={styles.tools}>
                        <button type="button" onClick={() => run(own)}>
                          Run it
                        </button>
                      </span>
                    ) : (
                      "–"
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Picture>
  );
}

/** The stretch of the metric that holds all dots, in steps of .02. */
function rangeOf(of: readonly (Summary | null)[]): readonly [number, number] {
  const values = of.flatMap((one) => (one ? [one.low, one.high] : []));
  if (values.length === 0) return [0.66, 0.8];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [Math.floor(low / 0.02 - 0.2) * 0.02, Math.ceil(high / 0.02 + 0.2) * 0.02];
}

interface Row {
  readonly way: Way;
  readonly numbers: number | undefined;
  readonly of: readonly (Summary | null)[];
}

function sentenceOf(
  rows: readonly Row[],
  tables: TablesReading | undefined,
  metric: Measured,
): string {
  const known = rows.filter(({ of }) => of[0]);
  const find = (way: Way) => known.find((row) => row.way === way);
  const [codes, hash, own] = [find("codes"), find("hash"), find("id")];
  const text = (one: Summary | null | undefined) => (one ? one.mean.toFixed(3) : "–");
  if (codes && hash && own) {
    const equal =
      codes.numbers === hash.numbers
        ? "a hash of the same size"
        : `a hash of ${countText(hash.numbers ?? 0)}`;
    return `${metric}: with ${countText(codes.numbers ?? 0)} numbers codes reach ${text(codes.of[0])} on all films, ${equal} ${text(hash.of[0])}; on films never seen codes have ${text(codes.of[2])} and a row of one’s own ${text(own.of[2])}.`;
  }
  if (known.length > 0) {
    const order = better(metric);
    const best = known.toSorted((a, b) => order(a.of[0]!.mean, b.of[0]!.mean))[0]!;
    return `${labelOf(best.way)} leads with ${metric} ${text(best.of[0])} on all films, of ${known.length} that you have trained.`;
  }
  const rowsOfAll = tables?.ways.find(({ way }) => way === "id")?.numbers;
  const small = tables?.ways.find(({ way }) => way === "codes")?.numbers;
  return rowsOfAll && small
    ? `A row for each of ${countText(tables!.films)} films takes ${countText(rowsOfAll)} numbers, codes ${countText(small)}. Train, and the dots say what each is worth.`
    : "The tables appear when the model is there.";
}
