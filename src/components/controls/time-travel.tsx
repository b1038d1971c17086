import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { coverNow } from "../session/cover.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { ForkButton } from "./fork-button.tsx";
import { resultRow } from "./metric-reading.ts";

/** Back and forth through training, from checkpoint to checkpoint; and a fork from where it stands. */
export function TimeTravel() {
  const step = useSession((state) => state.step);
  const checkpoints = useSession((state) => state.checkpoints);
  const { to, travel } = useTravel();
  const enabled = checkpoints.length > 1;
  const shown = to ?? step;
  const totalSteps = useSession((state) => state.totalSteps);
  const result = useSession(({ runs, currentRun, lesson, lessonStep, predictions }) =>
    coverNow({ lesson, lessonStep, predictions })?.hides("Best epoch")
      ? undefined
      : resultRow(runs.find(({ id }) => id === currentRun)),
  );
  const last = Math.max(checkpoints.at(-1) ?? 0, totalSteps, step, 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = event.key === "ArrowRight" || event.key === "ArrowUp";
    const back = event.key === "ArrowLeft" || event.key === "ArrowDown";
    if (!forward && !back) return;
    event.preventDefault();
    const next = forward
      ? checkpoints.find((checkpoint) => checkpoint > shown)
      : checkpoints.findLast((checkpoint) => checkpoint < shown);
    if (next !== undefined) travel(next);
  };
  return (
    <div className="time-travel" data-enabled={enabled || undefined}>
      <span className="time-step" aria-hidden="true">
        {say("step {n}", { n: countText(shown) })}
      </span>
      <div className="time-track">
        {enabled && result && (
          <button
            type="button"
            className="time-result"
            style={{ "--part": result.step / last } as CSSProperties}
            title={say("To the result: epoch {n}", { n: Math.round(result.epoch) })}
            aria-label={say("To the result: epoch {n}", { n: Math.round(result.epoch) })}
            onClick={() => travel(nearest(checkpoints, result.step))}
          />
        )}
        <div className="time-marks" aria-hidden="true">
          {enabled &&
            checkpoints.map((at) => <i key={at} style={{ left: `${(at / last) * 100}%` }} />)}
        </div>
        <input
          type="range"
          aria-label={say("Training step")}
          aria-valuetext={say("step {n}", { n: countText(shown) })}
          min={0}
          max={last}
          value={shown}
          className="thin-slider"
          style={{ "--part": shown / last } as CSSProperties}
          disabled={!enabled}
          onKeyDown={onKeyDown}
          onChange={(event) => travel(nearest(checkpoints, event.target.valueAsNumber))}
        />
      </div>
      <ForkButton step={shown} />
    </div>
  );
}

function nearest(checkpoints: readonly number[], step: number): number {
  return checkpoints.reduce((best, at) =>
    Math.abs(at - step) < Math.abs(best - step) ? at : best,
  );
}

/** Dragging asks for more steps than the worker can show: only the newest wish is kept. */
function useTravel() {
  const { goTo } = useActions();
  const [to, setTo] = useState<number | null>(null);
  const wish = useRef<number | null>(null);
  const travelling = useRef(false);
  const travel = async (step: number) => {
    wish.current = step;
    setTo(step);
    if (travelling.current) return;
    travelling.current = true;
    try {
      for (let next: number | null = step; next !== null; next = wish.current) {
        wish.current = null;
        await goTo(next);
      }
    } finally {
      travelling.current = false;
      setTo(null);
    }
  };
  return { to, travel: (step: number) => void travel(step) };
}
