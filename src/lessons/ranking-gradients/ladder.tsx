import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { useSize } from "../../components/charts/use-size.ts";
import { useOnStage } from "../../components/session/on-stage.ts";
import styles from "./bench.module.css";
import { type Column, LOSS_NAMES, spreadOut } from "./bench-model.ts";

export interface LadderProps {
  readonly name: string;
  readonly titles: readonly string[];
  readonly grades: readonly number[];
  readonly scores: readonly number[];
  /** Lowest and highest score on the axis. */
  readonly domain: readonly [number, number];
  readonly columns: readonly Column[];
  readonly held: number;
  /** Of the held film: what each other film asks of it, under the second column's loss. */
  readonly pairs: readonly number[];
  readonly onHold: (film: number) => void;
  readonly onMove: (film: number, score: number) => void;
}

/** Films on an axis of scores; each can be dragged, and shows where each loss pulls it. */
export function Ladder(props: LadderProps) {
  const { titles, grades, scores, domain, columns, held, pairs, onHold, onMove } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const { width = 0, font = 13 } = size ?? {};
  // In front of a hall the list is whole without being drawn smaller.
  const row = font * (useOnStage() ? 1.5 : 2.35);
  const top = row * 0.9;
  const height = row * (scores.length + 0.8);
  const bottom = height - row * 0.9;
  const [low, high] = domain;
  const y = (score: number) => bottom - ((score - low) / (high - low)) * (bottom - top);
  const scoreAt = (place: number) => low + ((bottom - place) / (bottom - top)) * (high - low);
  const points = scores.map((score) => Math.min(height - 4, Math.max(4, y(score))));
  const rows = spreadOut(points, row, row * 0.5, height - row * 0.5);

  const narrow = width < 460;
  const axis = width * (narrow ? 0.42 : 0.47);
  const column = (n: number) =>
    axis + (width - axis) * (narrow ? 0.17 + 0.45 * n : 0.27 + 0.44 * n);
  const letters = Math.max(6, Math.floor((axis - font * 5.6) / (font * 0.52)));

  const onPointerMove = (event: PointerEvent) => {
    if (dragged === null || !svg.current) return;
    const box = svg.current.getBoundingClientRect();
    onMove(dragged, scoreAt(((event.clientY - box.top) / box.height) * height));
  };
  const onKeyDown = (event: KeyboardEvent, film: number) => {
    const press = ((high - low) / 40) * (event.shiftKey ? 5 : 1);
    const by = { ArrowUp: press, ArrowDown: -press, PageUp: 5 * press, PageDown: -5 * press }[
      event.key
    ];
    if (by === undefined) return;
    event.preventDefault();
    onMove(film, scores[film]! + by);
  };
  const strongest = Math.max(1e-12, ...pairs.map(Math.abs));
  const drawn = pairs
    .map((force, film) => ({ force, film }))
    .filter(({ force }) => Math.abs(force) > 0.05 * strongest)
    .sort((a, b) => Math.abs(b.force) - Math.abs(a.force))
    .slice(0, 4);

  return (
    <div ref={ref} className={styles.ladder} style={{ height }}>
      {width > 60 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset; its films are sliders
        <svg
          ref={svg}
          width={width}
          height={height}
          role="group"
          aria-label={props.name}
          onPointerMove={onPointerMove}
          onPointerUp={() => setDragged(null)}
          onPointerCancel={() => setDragged(null)}
        >
          <line className={styles.axis} x1={axis} x2={axis} y1={0} y2={height} />
          {drawn.map(({ film, force }) => {
            const bend =
              axis +
              (narrow ? 6 : 14) +
              Math.min(width * (narrow ? 0.05 : 0.09), Math.abs(points[film]! - points[held]!) / 3);
            return (
              <path
                key={film}
                className={styles.arc}
                data-down={force < 0 || undefined}
                strokeWidth={1 + (4 * Math.abs(force)) / strongest}
                d={`M${axis},${points[held]}C${bend},${points[held]} ${bend},${points[film]} ${axis},${points[film]}`}
              />
            );
          })}
          {scores.map((score, film) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a film keeps its place in the list
            <g key={film} className={styles.film} data-held={film === held || undefined}>
              <path
                className={styles.leader}
                d={`M${axis - font * 1.6},${rows[film]}L${axis - font * 0.5},${points[film]}`}
              />
              <text x={axis - font * 1.9} y={rows[film]} dy="0.35em" textAnchor="end">
                {cut(titles[film]!, letters)}
                <title>{titles[film]}</title>
              </text>
              {[0, 1, 2, 3].map((n) => (
                <rect
                  key={n}
                  className={styles.grade}
                  data-on={n < grades[film]! || undefined}
                  x={2 + n * font * 0.62}
                  y={rows[film]! - font * 0.25}
                  width={font * 0.5}
                  height={font * 0.5}
                  rx={1.5}
                />
              ))}
              {columns.map((one, n) => (
                <Pull
                  key={one.loss}
                  x={column(n) + (orderIn(rows, film) % 2) * font * (narrow ? 0.7 : 0.9)}
                  labelX={column(n) + font * (narrow ? 1.6 : 2.1)}
                  y={rows[film]!}
                  length={
                    (row * 0.95 * one.movement[film]!) /
                    Math.max(1e-12, ...one.movement.map(Math.abs))
                  }
                  text={signedText(Math.abs(one.movement[film]!) < 5e-4 ? 0 : one.movement[film]!)}
                />
              ))}
              <circle
                className={styles.point}
                cx={axis}
                cy={points[film]}
                r={6.5}
                role="slider"
                tabIndex={0}
                aria-label={`Score of ${titles[film]}, grade ${grades[film]}`}
                aria-orientation="vertical"
                aria-valuemin={low}
                aria-valuemax={high}
                aria-valuenow={score}
                aria-valuetext={`${valueText(score)}; ${columns
                  .map((one) => `${LOSS_NAMES[one.loss]} ${signedText(one.movement[film]!)}`)
                  .join(", ")}`}
                onPointerDown={(event) => {
                  event.currentTarget.ownerSVGElement?.setPointerCapture(event.pointerId);
                  event.currentTarget.focus();
                  setDragged(film);
                  onHold(film);
                }}
                onFocus={() => onHold(film)}
                onKeyDown={(event) => onKeyDown(event, film)}
              />
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

interface PullProps {
  readonly x: number;
  readonly labelX: number;
  readonly y: number;
  /** Signed: positive is up. */
  readonly length: number;
  readonly text: string;
}

/** Where a film is pulled: an arrow from its row, and the number. */
function Pull({ x, labelX, y, length, text }: PullProps) {
  const end = y - length;
  const head = Math.min(5, Math.abs(length) * 0.6);
  const tip = length > 0 ? end + head : end - head;
  return (
    <g className={styles.pull} data-down={length < 0 || undefined}>
      {Math.abs(length) > 1 && (
        <>
          <line x1={x} x2={x} y1={y} y2={tip} />
          <path d={`M${x},${end}L${x - head},${tip}L${x + head},${tip}Z`} />
        </>
      )}
      <circle cx={x} cy={y} r={2} />
      <text x={labelX} y={y} dy="0.35em">
        {text}
      </text>
    </g>
  );
}

/** The place of a film among the rows, from the top. */
function orderIn(rows: readonly number[], film: number): number {
  return rows.filter((place) => place < rows[film]!).length;
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}
