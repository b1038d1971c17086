import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { say } from "../language/say.ts";
import styles from "./for-you.module.css";

interface StarsProps {
  /** Half stars allowed; null while not rated. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  /** The id of the text that says which film it is. */
  readonly describedBy: string;
}

const STAR = "M10 1.6l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L1.5 7.8l5.9-.8z";

/** Half a star to five: a click, a drag or the arrow keys. */
export function Stars({ value, onChange, describedBy }: StarsProps) {
  const [hover, setHover] = useState<number | null>(null);
  const shown = hover ?? value ?? 0;
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(5, Math.max(0.5, Math.ceil(share * 10) / 2));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const from = value ?? 0;
    const moves: Record<string, number> = {
      ArrowRight: from + 0.5,
      ArrowUp: from + 0.5,
      ArrowLeft: from - 0.5,
      ArrowDown: from - 0.5,
      Home: 0.5,
      End: 5,
    };
    const digit = /^[1-5]$/.test(event.key) ? Number(event.key) : undefined;
    const next = moves[event.key] ?? digit;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(Math.min(5, Math.max(0.5, next)));
  };
  return (
    <div
      className={styles.stars}
      role="slider"
      tabIndex={0}
      aria-label={say("Stars")}
      aria-describedby={describedBy}
      aria-valuemin={0}
      aria-valuemax={5}
      aria-valuenow={value ?? 0}
      aria-valuetext={value === null ? say("not rated") : say("{n} of 5 stars", { n: value })}
      onKeyDown={press}
      onPointerMove={(event) => setHover(at(event))}
      onPointerLeave={() => setHover(null)}
      onPointerUp={(event) => {
        onChange(at(event));
        setHover(null);
      }}
    >
      <svg viewBox="0 0 100 20" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((star) => (
          <g key={star} transform={`translate(${star * 20} 0)`}>
            <path d={STAR} className={styles.hollow} />
            {shown > star && (
              <path
                d={STAR}
                className={styles.full}
                clipPath={shown < star + 1 ? "inset(0 50% 0 0)" : undefined}
              />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
