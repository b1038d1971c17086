/** Two candidates above a strip of films, arcs from one to the other, and every reader's weights below. */
import { genresText, shortTitle } from "../../components/charts/genre-classes.ts";
import { valueText } from "../../components/charts/number-text.ts";
import { type Size, useSize } from "../../components/charts/use-size.ts";
import { READERS, type Reader } from "./settings.ts";
import type { SpeaksReading, Spoken } from "./speaks.ts";
import styles from "./target.module.css";
import { bucketText } from "./time-buckets.ts";
import type { Films } from "./use-films.ts";

interface Props {
  readonly reading: SpeaksReading;
  /** Whose weights the arcs show. */
  readonly reader: Reader;
  readonly films: Films;
  readonly name: string;
}

const both = [1, 0] as const;
/** Under this width names stand above the rows instead of before them. */
const NARROW = 560;

export function SpeaksDrawing(props: Props) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.drawing}>
      {size && size.width > 120 && <Strip {...props} size={size} />}
    </div>
  );
}

function Strip({ reading, reader, films, size, name }: Props & { readonly size: Size }) {
  const { width, font: em } = size;
  const narrow = width < NARROW;
  const left = narrow ? 0 : 6.5 * em;
  const right = narrow ? 0 : 5.5 * em;
  const n = Math.max(1, reading.films.length);
  const each = (width - left - right) / n;
  const x = (t: number) => left + (t + 0.5) * each;
  // A time is written under every so manieth film, behind what the row is called.
  const labelFrom = (narrow ? 1.6 : LONG_AGO.length * 0.55 + 1.8) * em;
  const spoken = reading.readers[reader];
  const y = {
    arcs: 3.4 * em,
    weights: 9 * em,
    films: 11.4 * em,
    rows: 22.4 * em,
  };
  const rowHeight = (narrow ? 4.4 : 3.4) * em;
  const height = y.rows + READERS.length * rowHeight + 1.8 * em;
  const boxes = [0, 1].map((c) => {
    const wide = Math.min(17 * em, (width - left - right) * 0.48);
    const middle = left + (width - left - right) * (c === 0 ? 0.27 : 0.73);
    return { c, wide, middle, film: c === 0 ? reading.candidate : reading.other };
  });
  return (
    <svg
      className={styles.speaks}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={em}
      role="img"
      aria-label={name}
    >
      {both.map((c) => (
        <Arcs
          key={c}
          c={c}
          from={[boxes[c]!.middle, y.arcs]}
          to={y.weights}
          x={x}
          each={each}
          weights={spoken?.weights?.[c]}
        />
      ))}
      {boxes.map(({ c, wide, middle, film }) => (
        <g key={c} data-candidate={c}>
          <rect x={middle - wide / 2} y={1} width={wide} height={3.2 * em} rx={6} />
          <text x={middle} y={1.3 * em} textAnchor="middle" data-strong="">
            {shortTitle(films.catalogue, film, Math.max(6, Math.floor(wide / em / 0.62)))}
          </text>
          <text x={middle} y={2.6 * em} textAnchor="middle">
            {films.planted
              ? c === 0
                ? "matches a film"
                : "matches none"
              : `${films.catalogue.years[film] || ""} ${genresText(films.catalogue, film)}`.slice(
                  0,
                  Math.max(6, Math.floor(wide / em / 0.55)),
                )}
          </text>
        </g>
      ))}
      <Weights {...{ spoken, x, each, em, left, width, right }} top={y.weights} />
      {Array.from(reading.films, (film, t) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the history
        <g key={t} data-film="">
          <title>{films.name(film)}</title>
          <rect
            x={x(t) - each * 0.46}
            y={y.films}
            width={each * 0.92}
            height={10 * em}
            rx={3}
            data-first={isFirst(spoken, t) || undefined}
          />
          <text
            transform={`translate(${x(t)},${y.films + 9.6 * em}) rotate(-90)`}
            dy="0.35em"
            data-strong={isFirst(spoken, t) || undefined}
          >
            {reading.stars && `${(reading.stars[t]! / 2).toFixed(1)}★ `}
            {shortTitle(films.catalogue, film, reading.stars ? 12 : 17)}
          </text>
        </g>
      ))}
      {READERS.map(({ value, label }, r) => (
        <Row
          key={value}
          {...{ label, x, each, em, left, width, right, narrow }}
          top={y.rows + r * rowHeight}
          height={rowHeight}
          lit={value === reader}
          spoken={reading.readers[value]}
          shared={sharesOf(reading)}
        />
      ))}
      <text x={0} y={height - 0.5 * em}>
        {narrow ? "" : LONG_AGO}
      </text>
      {Array.from(reading.buckets, (bucket, t) =>
        t % Math.ceil((3.4 * em) / each) === 0 && x(t) > labelFrom && x(t) < width - 1.6 * em ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the history
          <text key={t} x={x(t)} y={height - 0.5 * em} textAnchor="middle">
            {bucketText(bucket)}
          </text>
        ) : null,
      )}
    </svg>
  );
}

const LONG_AGO = "how long ago";

const isFirst = (spoken: Spoken | undefined, t: number) => {
  const weights = spoken?.weights?.[0];
  return weights !== undefined && weights[t] === Math.max(...weights) && !isEven(weights);
};
const isEven = (weights: Float32Array) => weights.every((w) => w === weights[0]);

function Arcs(props: {
  readonly c: 0 | 1;
  readonly from: readonly [number, number];
  readonly to: number;
  readonly x: (t: number) => number;
  readonly each: number;
  readonly weights: Float32Array | undefined;
}) {
  const { c, from, to, x, each, weights } = props;
  if (!weights) return null;
  const most = Math.max(1e-9, ...Array.from(weights, Math.abs));
  const bend = (to - from[1]) / 2;
  return (
    <g data-arcs={c}>
      {Array.from(weights, (weight, t) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the history
          key={t}
          d={`M${from[0]},${from[1]} C${from[0]},${from[1] + bend} ${x(t)},${to - bend} ${x(t)},${to}`}
          strokeWidth={Math.max(0.5, (Math.abs(weight) / most) * Math.min(10, each * 0.6))}
          strokeDasharray={weight < 0 ? "4 3" : undefined}
        />
      ))}
    </g>
  );
}

function Weights(props: {
  readonly spoken: Spoken | undefined;
  readonly x: (t: number) => number;
  readonly each: number;
  readonly em: number;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
}) {
  const { spoken, x, each, em, top, left, right, width } = props;
  if (!spoken?.weights) return null;
  const sums = spoken.weights.map((of) => of.reduce((sum, w) => sum + w, 0));
  // Numbers that have room: the larger ones.
  const shown = Math.floor((each * spoken.weights[0].length) / (2.6 * em));
  return (
    <>
      {both.map((c) => {
        const weights = spoken.weights![c];
        const order = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]!);
        const y = top + (c === 0 ? 0.95 : 2.05) * em;
        const taken: number[] = [];
        for (const t of order.slice(0, shown)) {
          if (taken.every((other) => Math.abs(x(other) - x(t)) > 2.3 * em)) taken.push(t);
        }
        return (
          <g key={c} data-weights={c}>
            {left > 0 && (
              <text x={0} y={y}>
                {c === 0 ? "weight a" : "other’s a"}
              </text>
            )}
            {taken.map((t) => (
              <text key={t} x={x(t)} y={y} textAnchor="middle">
                {short(weights[t]!)}
              </text>
            ))}
            {right > 0 && (
              <text x={width - right + 0.6 * em} y={y}>
                Σ a {short(sums[c]!)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

/** ".95" and "−.12" and "4.7": as short as a weight can be said. */
const short = (value: number) =>
  (Math.abs(value) < 9.95 ? value.toFixed(Math.abs(value) < 0.995 ? 2 : 1) : value.toFixed(0))
    .replace("-", "−")
    .replace(/^(−?)0\./, "$1.");

/** The largest of those weights that are shares of 1, so that they have one scale. */
function sharesOf(reading: SpeaksReading): number {
  const shares = (["mean", "bst"] as const).flatMap((reader) =>
    (reading.readers[reader]?.weights ?? []).flatMap((of) => [...of]),
  );
  return Math.max(1e-9, ...shares);
}

function Row(props: {
  readonly label: string;
  readonly x: (t: number) => number;
  readonly each: number;
  readonly em: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly lit: boolean;
  readonly spoken: Spoken | undefined;
  readonly shared: number;
}) {
  const { label, x, each, em, left, right, width, top, height, narrow, lit, spoken, shared } =
    props;
  const all = spoken?.weights?.flatMap((of) => [...of]) ?? [];
  const own = label === "DIN";
  const most = own ? Math.max(1e-9, ...all) : shared;
  const least = Math.min(0, ...all);
  const roof = top + (narrow ? 1.6 : 0.4) * em;
  const tall = height - (narrow ? 2 : 0.8) * em;
  const scale = tall / (most - least);
  const zero = roof + most * scale;
  const note = !spoken
    ? "not trained beside"
    : !spoken.weights
      ? "the history is not read"
      : `highest ${short(Math.max(...all))}${spoken.kept ? `, keeps ${short(spoken.kept[0])}` : ""}`;
  return (
    <g data-row={lit ? "lit" : ""}>
      <rect data-ground="" x={0} y={top} width={width} height={height - 2} rx={4} />
      <text x={4} y={top + 1.2 * em} data-strong="">
        {label}
        {narrow && ` · ${note}`}
      </text>
      {!narrow && (
        <text x={4} y={top + 2.5 * em}>
          {spoken?.weights ? note : ""}
        </text>
      )}
      {!narrow && !spoken?.weights && (
        <text x={(left + width - right) / 2} y={top + 1.9 * em} textAnchor="middle">
          {note}
        </text>
      )}
      {spoken?.weights && (
        <path d={`M${left},${zero}H${width - right}`} className={styles.baseline} />
      )}
      {both.map((c) =>
        spoken?.weights
          ? Array.from(spoken.weights[c], (weight, t) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a place in the history
                key={`${c} ${t}`}
                data-bar={c}
                x={x(t) + (c === 0 ? -0.36 : 0.02) * each}
                y={weight < 0 ? zero : zero - weight * scale}
                width={each * 0.34}
                height={Math.max(0.5, Math.abs(weight) * scale)}
              />
            ))
          : null,
      )}
      {spoken &&
        (narrow ? (
          <text x={width - 2} y={top + 1.2 * em} textAnchor="end" data-mono="">
            p {valueText(spoken.chances[0])} · {valueText(spoken.chances[1])}
          </text>
        ) : (
          ([0, 1] as const).map((c) => (
            <g key={c}>
              <rect
                data-ground="chance"
                x={width - right + 0.6 * em}
                y={top + (0.45 + 1.3 * c) * em}
                width={2.2 * em}
                height={0.8 * em}
              />
              <rect
                data-bar={c}
                x={width - right + 0.6 * em}
                y={top + (0.45 + 1.3 * c) * em}
                width={2.2 * em * spoken.chances[c]}
                height={0.8 * em}
              />
              <text x={width} y={top + (1.2 + 1.3 * c) * em} textAnchor="end">
                {short(spoken.chances[c])}
              </text>
            </g>
          ))
        ))}
    </g>
  );
}
