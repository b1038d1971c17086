/** One value with the range of its seeds, on a stretch that all rows share. */
import type { Summary } from "../../components/session/alike-runs.ts";
import { COLOUR } from "./looks.ts";
import styles from "./semantic.module.css";
import type { Way } from "./settings.ts";

interface DotStripProps {
  readonly way: Way;
  readonly one: Summary;
  readonly range: readonly [number, number];
}

const WIDTH = 120;
const HEIGHT = 16;

export function DotStrip({ way, one, range: [low, high] }: DotStripProps) {
  const x = (value: number) => 6 + ((value - low) / Math.max(1e-9, high - low)) * (WIDTH - 12);
  const at = x(one.mean);
  return (
    <span className={styles.strip}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" style={{ color: COLOUR[way] }}>
        <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.rail} />
        {one.seeds > 1 && (
          <rect
            x={x(one.low) - 3}
            width={x(one.high) - x(one.low) + 6}
            y={HEIGHT / 2 - 4}
            height={8}
            rx={4}
            fill="currentColor"
            opacity={0.3}
          />
        )}
        <Mark way={way} x={at} />
      </svg>
      <span>{one.mean.toFixed(3)}</span>
    </span>
  );
}

/** Told apart without colour, too: a diamond is a row, a square chance, a triangle content, a disc codes. */
function Mark({ way, x }: { way: Way; x: number }) {
  const y = HEIGHT / 2;
  if (way === "id") return <path d={`M${x - 5},${y}l5,-5l5,5l-5,5z`} fill="currentColor" />;
  if (way === "hash") return <rect x={x - 4} y={y - 4} width={8} height={8} fill="currentColor" />;
  if (way.endsWith("content"))
    return <path d={`M${x - 5},${y + 4}h10l-5,-9z`} fill="currentColor" />;
  return <circle cx={x} cy={y} r={4.5} fill="currentColor" />;
}
