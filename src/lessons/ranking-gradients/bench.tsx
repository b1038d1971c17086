import { useMemo, useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./bench.module.css";
import {
  columnOf,
  LOSS_NAMES,
  listState,
  MEASURE_NAMES,
  moved,
  pairMovements,
  strongestPair,
} from "./bench-model.ts";
import type { LossName, Measure, OneList } from "./forces.ts";
import { Ladder } from "./ladder.tsx";
import { titlesOf } from "./list-titles.ts";
import { PairMatrix } from "./pair-matrix.tsx";
import type { probes } from "./probes.ts";
import type { ListReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

/** One list of the test: where every film is pulled, by any two losses. */
export function Bench({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const reading = useReading("list", { user });
  if (!reading) return null;
  // Dragged scores belong to one list and one state of the model.
  const key = `${reading.user} ${reading.items.join()} ${reading.scores.map((s) => s.toFixed(4))}`;
  return (
    <OneListBench key={reading.user + reading.items.join()} state={key} {...{ opened, reading }} />
  );
}

interface Props {
  readonly opened: Opened;
  readonly reading: ListReading;
  /** Changes when the model's scores do. */
  readonly state: string;
}

function OneListBench({ opened, reading, state }: Props) {
  const { setUser } = useActions();
  const [dragged, setDragged] = useState<{ state: string; scores: number[] } | null>(null);
  const [shift, setShift] = useState(0);
  const [losses, setLosses] = useState<readonly [LossName, LossName]>(["ranknet", "lambdarank"]);
  const [measure, setMeasure] = useState<Measure>("ndcg");
  const [pair, setPair] = useState<readonly [number, number] | null>(null);

  const titles = titlesOf(reading, opened);
  const own = dragged?.state === state ? dragged.scores : reading.scores;
  const list: OneList = useMemo(
    () => ({ scores: own.map((s) => s + shift), grades: reading.grades }),
    [own, shift, reading.grades],
  );
  const columns = losses.map((loss) => columnOf(list, loss, measure));
  const unshifted = { ...list, scores: own };
  const before = losses.map((loss) => columnOf(unshifted, loss, measure).value);
  const domain = domainOf(reading.scores, own, shift);
  const chosen = pair ?? strongestPair(list, measure) ?? [0, 1];
  const held = chosen[0];
  const { order, ndcg, pairs } = listState(list);
  const reach = (domain[1] - domain[0]) / 12;
  const change = (scores: number[]) => setDragged({ state, scores });
  const hold = (film: number) =>
    setPair(film === chosen[1] ? [film, chosen[0]] : [film, chosen[1]]);
  const move = (n: number) => change(moved(list, columns[n]!, reach).map((s) => s - shift));

  const sentence = `${titles[order[0]!]} stands first, ${titles[order.at(-1)!]} last; NDCG ${ndcg.toFixed(3)}, ${(100 * pairs).toFixed(0)}% of pairs in order. ${columns
    .map(
      (column) => `${LOSS_NAMES[column.loss]} pulls ${titles[strongest(column.movement)]} hardest`,
    )
    .join(
      ", ",
    )}. Arrows show the movement, which is minus the gradient; each column has its own scale.`;
  return (
    <>
      <Picture
        title="Forces on one list"
        sentence={sentence}
        table={() => ({
          columns: [
            { name: "Film" },
            { name: "Grade" },
            { name: "Score", format: valueText },
            ...columns.map(({ loss }) => ({ name: LOSS_NAMES[loss], format: signedText })),
          ],
          rows: order.map((film) => [
            titles[film]!,
            reading.grades[film]!,
            list.scores[film]!,
            ...columns.map(({ movement }) => movement[film]!),
          ]),
        })}
        aside={
          reading.items[0]! >= 0 ? (
            <UserPicker
              user={reading.user}
              users={opened.dataset.users}
              activity={opened.activity}
              onUser={setUser}
            />
          ) : (
            <button
              type="button"
              className="button-small"
              onClick={() => setUser((reading.user + 1) % opened.dataset.users)}
            >
              Another list
            </button>
          )
        }
      >
        <div className={styles.heads}>
          <p>
            grade, film, <b>score s</b>
          </p>
          {[0, 1].map((n) => (
            <LossSelect
              key={n}
              name={n === 0 ? "Left column" : "Right column"}
              loss={losses[n]!}
              onLoss={(loss) => setLosses(n === 0 ? [loss, losses[1]] : [losses[0], loss])}
            />
          ))}
        </div>
        <Ladder
          name={`Scores and forces: ${sentence}`}
          titles={titles}
          grades={reading.grades}
          scores={list.scores}
          domain={domain}
          columns={columns}
          held={held}
          pairs={pairMovements(list, "product", measure)[held]!}
          onHold={hold}
          onMove={(film, score) =>
            change(own.map((s, n) => (n === film ? within(score - shift, domain, shift) : s)))
          }
        />
        <div className={styles.sums}>
          <p>sum of all forces</p>
          {columns.map(({ loss, sum }) => (
            <output key={loss}>Σ = {signedText(Math.abs(sum) < 5e-7 ? 0 : sum)}</output>
          ))}
          <label>
            add to all
            <input
              type="range"
              min={-5}
              max={5}
              step={0.1}
              value={shift}
              aria-valuetext={signedText(shift)}
              onChange={(event) => setShift(event.target.valueAsNumber)}
            />
            {signedText(shift)}
          </label>
          {columns.map(({ loss, value }, n) => (
            <output key={loss}>
              L = {valueText(value)}
              {shift !== 0 && ` (was ${valueText(before[n]!)})`}
            </output>
          ))}
        </div>
        <div className={styles.buttons}>
          {columns.map(({ loss }, n) => (
            <button key={loss} type="button" className="button-small" onClick={() => move(n)}>
              Move by {LOSS_NAMES[loss]}
            </button>
          ))}
          <button
            type="button"
            className="button-small"
            disabled={own === reading.scores && shift === 0}
            onClick={() => {
              setDragged(null);
              setShift(0);
            }}
          >
            Back to the model
          </button>
          <label className={styles.weigh}>
            LambdaRank weighs by{" "}
            <select
              className={styles.select}
              value={measure}
              onChange={(event) => setMeasure(event.target.value as Measure)}
            >
              {Object.entries(MEASURE_NAMES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
      </Picture>
      <PairMatrix {...{ list, titles, measure }} pair={chosen} onPair={setPair} />
    </>
  );
}

function LossSelect(props: { name: string; loss: LossName; onLoss: (loss: LossName) => void }) {
  return (
    <select
      className={styles.select}
      aria-label={props.name}
      value={props.loss}
      onChange={(event) => props.onLoss(event.target.value as LossName)}
    >
      {Object.entries(LOSS_NAMES).map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The axis holds the model's scores and what they were dragged to, with some air. */
function domainOf(
  scores: readonly number[],
  own: readonly number[],
  shift: number,
): readonly [number, number] {
  const low = Math.min(...scores);
  const span = Math.max(0.5, Math.max(...scores) - low);
  const bottom = Math.min(low - 0.15 * span, ...own);
  const top = Math.max(low + 1.15 * span, ...own);
  return [bottom + shift, top + shift];
}

function within(score: number, [low, high]: readonly [number, number], shift: number): number {
  return Math.min(high - shift, Math.max(low - shift, score));
}

function strongest(movement: readonly number[]): number {
  return movement.reduce((best, m, i) => (Math.abs(m) > Math.abs(movement[best]!) ? i : best), 0);
}
