import { useState } from "react";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import { headName } from "../../families/sequences/heads.ts";
import { useFilms } from "../../families/sequences/pictures/use-films.ts";
import type { ByHandReading } from "./attention-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

/** One row of attention with all its numbers, as the course's table has it. */
export function ByHandPicture() {
  return (
    <div className={styles.stack} data-first="">
      <Row />
      <Calculator />
    </div>
  );
}

const Row = whenOpened(OneRow);

function OneRow({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const blocks = useSession((state) => state.setup.config.blocks as number);
  const heads = useSession((state) => state.setup.config.heads as number);
  const films = useFilms(opened);
  const [which, setWhich] = useState({ block: 0, head: 0 });
  const [back, setBack] = useState(0);
  const reading = useReading("byHand", { user, ...which, back });
  const rows = reading ? cellsOf(reading) : [];
  const asking = reading ? films.name(reading.films[reading.row]!) : "";
  const top = rows.reduce(
    (best, cell) => (cell.weight > (best?.weight ?? -1) ? cell : best),
    rows[0],
  );
  return (
    <Picture
      title="One row by hand"
      sentence={
        reading && top
          ? `${headName(reading)}, d_k = ${reading.dk}: ${asking} asks. Its query fits the key of ${films.name(top.film)} best: q·k = ${valueText(top.dot)}, over √${reading.dk} ${valueText(top.scaled)}, weight ${valueText(top.weight)}.`
          : "Query, keys, scores, weights and values of one row, with the numbers of the running model."
      }
      empty={
        reading
          ? undefined
          : reading === null
            ? "Without attention there is no row to work out."
            : "One row of attention will stand here."
      }
      aside={
        <span className={styles.tools}>
          {blocks * heads > 1 &&
            Array.from({ length: blocks * heads }, (_, n) => {
              const one = { block: Math.floor(n / heads), head: n % heads };
              const on = one.block === which.block && one.head === which.head;
              return (
                <button
                  key={headName(one)}
                  type="button"
                  aria-pressed={on}
                  onClick={() => setWhich(one)}
                >
                  {headName(one)}
                </button>
              );
            })}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "q·k", format: valueText },
          { name: "q·k / √d_k", format: valueText },
          { name: "e to that less the largest", format: valueText },
          { name: "Weight", format: valueText },
          ...[1, 2, 3].map((i) => ({ name: `v${i}`, format: valueText })),
        ],
        rows: rows.map((cell) => [
          films.name(cell.film),
          ...(cell.open
            ? [cell.dot, cell.scaled, cell.power, cell.weight]
            : [cell.dot, cell.scaled, 0, 0]),
          ...cell.v.slice(0, 3),
        ]),
      })}
    >
      {reading && (
        <>
          <label className={styles.slider}>
            Films before the last one
            <input
              type="range"
              min={0}
              max={reading.films.length - 1}
              value={Math.min(back, reading.films.length - 1)}
              onChange={(event) => setBack(Number(event.target.value))}
            />
            <output>{back}</output>
          </label>
          <VectorStrip
            name="q"
            values={reading.q}
            reach={Math.max(...reading.q.map(Math.abs))}
            end={`of ${asking}`}
          />
          <div className={styles.scroll}>
            <table className={styles.numbers}>
              <thead>
                <tr>
                  <th scope="col">film</th>
                  <th scope="col">q·k</th>
                  <th scope="col">/ √{reading.dk}</th>
                  <th scope="col">e^(x − max)</th>
                  <th scope="col">weight</th>
                  <th scope="col">value v (first three)</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((cell, s) => (
                  <tr
                    // biome-ignore lint/suspicious/noArrayIndexKey: a place in the sequence
                    key={s}
                    data-own={s === reading.row || undefined}
                    data-out={!cell.open || undefined}
                  >
                    <td title={films.name(cell.film)}>{films.name(cell.film)}</td>
                    <td>{valueText(cell.dot)}</td>
                    <td>{cell.open ? valueText(cell.scaled) : "−∞"}</td>
                    <td>{cell.open ? valueText(cell.power) : "0"}</td>
                    <td>{cell.open ? valueText(cell.weight) : "0"}</td>
                    <td>{cell.v.slice(0, 3).map(valueText).join(", ")} …</td>
                  </tr>
                ))}
                <tr data-sum>
                  <td>sum, and Σ weight · v</td>
                  <td />
                  <td />
                  <td>{valueText(rows.reduce((sum, cell) => sum + cell.power, 0))}</td>
                  <td>{valueText(rows.reduce((sum, cell) => sum + cell.weight, 0))}</td>
                  <td>{[...reading.out.slice(0, 3)].map(valueText).join(", ")} …</td>
                </tr>
              </tbody>
            </table>
          </div>
        </>
      )}
    </Picture>
  );
}

function cellsOf(reading: ByHandReading) {
  // The softmax is the same whatever is taken from all; without the largest, e to it cannot overflow.
  const most = Math.max(...reading.scaled.filter((_, s) => reading.open[s]));
  return reading.films.map((film, s) => ({
    film,
    dot: reading.dots[s]!,
    scaled: reading.scaled[s]!,
    power: reading.open[s] ? Math.exp(reading.scaled[s]! - most) : 0,
    weight: reading.weights[s]!,
    open: reading.open[s]!,
    v: [...reading.v.subarray(s * reading.dk, (s + 1) * reading.dk)],
  }));
}

/** The course's worked example, with its three numbers to change. */
function Calculator() {
  const [first, setFirst] = useState(112);
  const [second, setSecond] = useState(96);
  const [dk, setDk] = useState(64);
  const root = Math.sqrt(dk);
  const scaled = [first / root, second / root];
  const weight = 1 / (1 + Math.exp(scaled[1]! - scaled[0]!));
  const weights = [weight, 1 - weight];
  const raw = 1 / (1 + Math.exp(second - first));
  const field = (label: string, value: number, set: (value: number) => void, least: number) => (
    <label>
      {label}
      <input
        type="number"
        value={value}
        min={least}
        max={1000}
        onChange={(event) => {
          const next = Number(event.target.value);
          if (Number.isFinite(next) && next >= least && next <= 1000) set(next);
        }}
      />
    </label>
  );
  return (
    <Picture
      title="The course’s example"
      sentence={`${first} and ${second} over √${dk} = ${valueText(root)} are ${valueText(scaled[0]!)} and ${valueText(scaled[1]!)}; the softmax of those is ${weights[0]!.toFixed(3)} and ${weights[1]!.toFixed(3)}. Without the root it would be ${raw.toFixed(3)} and ${(1 - raw).toFixed(3)}.`}
      table={() => ({
        columns: [
          { name: "Key" },
          { name: "q·k" },
          { name: "q·k / √d_k", format: valueText },
          { name: "Weight", format: (x) => x.toFixed(3) },
        ],
        rows: [
          ["first", first, scaled[0]!, weights[0]!],
          ["second", second, scaled[1]!, weights[1]!],
        ],
      })}
    >
      <div className={styles.calculator}>
        {field("q·k₁", first, setFirst, -1000)}
        {field("q·k₂", second, setSecond, -1000)}
        {field("d_k", dk, setDk, 1)}
        <p className={styles.note}>
          Dots of d_k numbers grow like √d_k, and a softmax of large numbers is nearly one or zero:
          then hardly any gradient passes. Set d_k to 1 and see.
        </p>
      </div>
    </Picture>
  );
}
