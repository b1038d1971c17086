import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { Range } from "./predict-scale.ts";

/** Both numbers on one line, and the gap between them. */
export function ValueGap({
  range,
  yours,
  theirs,
}: {
  range: Range;
  yours: number;
  theirs: number;
}) {
  const low = Math.min(range[0], theirs);
  const high = Math.max(range[1], theirs);
  const x = (value: number) => 20 + ((value - low) / (high - low)) * 400;
  const [left, right] = [Math.min(x(yours), x(theirs)), Math.max(x(yours), x(theirs))];
  return (
    <svg
      className="predict-gap"
      viewBox="0 0 440 72"
      role="img"
      aria-label={say("You said {yours}, the run says {theirs}", {
        yours: shown(yours),
        theirs: shown(theirs),
      })}
    >
      <line className="gap-axis" x1={20} x2={420} y1={36} y2={36} />
      <line className="gap-bar" x1={left} x2={right} y1={36} y2={36} />
      <circle className="gap-you" cx={x(yours)} cy={36} r={6} />
      <circle className="gap-run" cx={x(theirs)} cy={36} r={6} />
      <text className="predict-label" x={x(yours)} y={22} textAnchor="middle">
        {say("you")}
      </text>
      <text className="run-label" x={x(theirs)} y={60} textAnchor="middle">
        {say("run")}
      </text>
    </svg>
  );
}
