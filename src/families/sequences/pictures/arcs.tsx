import styles from "./attention.module.css";

interface ArcsProps {
  /** What the asking row gives each film, [n]. */
  readonly weights: ArrayLike<number>;
  /** The row that asks. */
  readonly from: number;
  readonly name: string;
}

const WIDTH = 60;
const ROW = 20;

/** Arcs from one film of a column to those it looks at, as thick as the weight. */
export function Arcs({ weights, from, name }: ArcsProps) {
  const n = weights.length;
  const most = Math.max(1e-9, ...Array.from(weights));
  const y = (row: number) => (row + 0.5) * ROW;
  return (
    <svg
      className={styles.arcs}
      viewBox={`0 0 ${WIDTH} ${n * ROW}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
    >
      {Array.from({ length: n }, (_, s) => s)
        .filter((s) => s !== from && weights[s]! / most > 0.02)
        .map((s) => {
          const reach =
            WIDTH * Math.min(1, 0.25 + (0.75 * Math.abs(s - from)) / Math.max(4, n - 1));
          return (
            <path
              key={s}
              d={`M${WIDTH},${y(from)} C${WIDTH - reach * 1.3},${y(from)} ${WIDTH - reach * 1.3},${y(s)} ${WIDTH},${y(s)}`}
              strokeWidth={0.5 + 7 * weights[s]!}
              opacity={0.25 + (0.75 * weights[s]!) / most}
              vectorEffect="non-scaling-stroke"
            />
          );
        })}
      <path
        data-now
        d={`M${WIDTH - 4},${y(from)} h0.01`}
        strokeWidth={6 + 10 * (weights[from] ?? 0)}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
