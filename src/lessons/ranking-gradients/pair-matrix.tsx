import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import styles from "./bench.module.css";
import { MEASURE_NAMES, pairMovements, pairNumbers } from "./bench-model.ts";
import { type Measure, type OneList, orderOf } from "./forces.ts";

type Term = "sigma" | "delta" | "product";

interface Props {
  readonly list: OneList;
  readonly titles: readonly string[];
  readonly measure: Measure;
  readonly pair: readonly [number, number];
  readonly onPair: (pair: readonly [number, number]) => void;
}

const CELL = 20;

/** What each pair asks of the film of its row, in the order of the ranking, and one pair in numbers. */
export function PairMatrix({ list, titles, measure, pair, onPair }: Props) {
  const [term, setTerm] = useState<Term>("product");
  const forces = pairMovements(list, term, measure);
  const order = orderOf(list.scores);
  const most = Math.max(1e-12, ...forces.flat().map(Math.abs));
  const names: Readonly<Record<Term, string>> = {
    sigma: "1 − P (RankNet)",
    delta: `|Δ${MEASURE_NAMES[measure]}|`,
    product: "their product (LambdaRank)",
  };
  const share = topShare(forces, order);
  const sentence = `${names[term]}: ${(100 * share).toFixed(0)}% of all pull is on pairs with one of the first three films. Blue: the film of the row is pulled up. White: equal grades, no force.`;
  const chosen = (row: number, column: number) => row === pair[0] && column === pair[1];
  return (
    <Picture
      title="Every pair"
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Film" },
          ...order.map((film, n) => ({ name: `${n + 1}. ${titles[film]}`, format: signedText })),
        ],
        rows: order.map((film) => [titles[film]!, ...order.map((other) => forces[film]![other]!)]),
      })}
      aside={
        <select
          className={styles.select}
          aria-label="Term of the pair matrix"
          value={term}
          onChange={(event) => setTerm(event.target.value as Term)}
        >
          {Object.entries(names).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      }
    >
      <div className={styles.both}>
        <div className={styles.matrix}>
          <svg
            viewBox={`-20 -16 ${order.length * CELL + 22} ${order.length * CELL + 18}`}
            role="img"
            aria-label={`Pair matrix: ${sentence}`}
          >
            {order.map((row, r) =>
              order.map((column, c) => {
                const force = forces[row]![column]!;
                return (
                  // biome-ignore lint/a11y/noStaticElementInteractions: the two lists beside it do the same for the keyboard
                  <rect
                    key={`${row} ${column}`}
                    className={styles.cell}
                    data-chosen={chosen(row, column) || undefined}
                    x={c * CELL + 0.5}
                    y={r * CELL + 0.5}
                    width={CELL - 1}
                    height={CELL - 1}
                    fill={`color-mix(in srgb, var(--data-${force < 0 ? "down" : "up"}) ${(100 * (Math.abs(force) / most) ** 0.7).toFixed(0)}%, var(--data-zero))`}
                    onClick={() => row !== column && onPair([row, column])}
                  >
                    <title>{`${titles[row]} and ${titles[column]}: ${signedText(force)}`}</title>
                  </rect>
                );
              }),
            )}
            <g fontSize={10} fill="var(--ink-2)">
              {order.map((film, n) => (
                <g key={film}>
                  <text x={-4} y={(n + 0.5) * CELL} dy="0.35em" textAnchor="end">
                    {n + 1}
                  </text>
                  <text x={(n + 0.5) * CELL} y={-5} textAnchor="middle">
                    {n + 1}
                  </text>
                </g>
              ))}
            </g>
          </svg>
        </div>
        <Numbers {...{ list, titles, measure, pair, onPair }} />
      </div>
    </Picture>
  );
}

/** One pair, written out with the numbers as they stand. */
function Numbers({ list, titles, measure, pair, onPair }: Props) {
  const [i, j] = pair;
  const n = pairNumbers(list, i, j, measure);
  const equal = list.grades[i] === list.grades[j];
  const [a, b] = [list.scores[n.better]!, list.scores[n.worse]!];
  const f = (x: number) => x.toFixed(3).replace("-", "−");
  const options = titles.map((title, film) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a film keeps its place in the list
    <option key={film} value={film}>
      {title}
    </option>
  ));
  return (
    <div>
      <p className={styles.pickers}>
        <label>
          i
          <select
            className={styles.select}
            value={i}
            onChange={(event) => onPair([Number(event.target.value), j])}
          >
            {options}
          </select>
        </label>
        <label>
          j
          <select
            className={styles.select}
            value={j}
            onChange={(event) => onPair([i, Number(event.target.value)])}
          >
            {options}
          </select>
        </label>
      </p>
      {equal ? (
        <p>Equal grades: neither should stand above the other, so the pair has no force.</p>
      ) : (
        <div className={styles.numbers}>
          <p>{`${titles[n.better]} ≻ ${titles[n.worse]}`}</p>
          <ul>
            <li>{`s_i − s_j = ${f(a)} − ${f(b)} = ${f(n.difference)}`}</li>
            <li>
              {`λ_ij = −σ(${f(-n.difference)}) = `}
              <b>{f(-n.sigma)}</b>
            </li>
            <li>
              {measure === "ndcg"
                ? `|ΔNDCG| = |${n.gains[0]} − ${n.gains[1]}| · |1/log₂${n.ranks[0] + 1} − 1/log₂${n.ranks[1] + 1}| / ${valueText(n.ideal)} = `
                : `|Δ${MEASURE_NAMES[measure]}| of ranks ${n.ranks[0]} and ${n.ranks[1]} = `}
              <b>{f(n.delta)}</b>
            </li>
            <li>
              {"product = "}
              <b>{(-n.sigma * n.delta).toFixed(4).replace("-", "−")}</b>
            </li>
            <li className={styles.good}>
              {`finite difference: ${n.checked.toFixed(4).replace("-", "−")}${
                Math.abs(n.checked + n.sigma * n.delta) < 1e-4 ? " ✓" : ""
              }`}
            </li>
          </ul>
        </div>
      )}
    </div>
  );
}

/** The share of all force that is on pairs with one of the first three films. */
function topShare(forces: readonly number[][], order: readonly number[]): number {
  const top = new Set(order.slice(0, 3));
  let [inside, all] = [0, 0];
  forces.forEach((row, i) => {
    row.forEach((force, j) => {
      all += Math.abs(force);
      if (top.has(i) || top.has(j)) inside += Math.abs(force);
    });
  });
  return all === 0 ? 0 : inside / all;
}
