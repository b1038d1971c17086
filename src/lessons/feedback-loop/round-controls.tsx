/** Goes through the rounds of the run, and puts the ghost in its place: held down, or by the key G. */
import { useEffect } from "react";
import styles from "./feedback.module.css";
import { chooseRound, showGhost, shownRound, useChosen } from "./looks.ts";

interface Props {
  /** None where a picture is of the newest round only. */
  readonly rounds?: number;
  /** Whether there is a ghost to show. */
  readonly ghost: boolean;
}

export function RoundControls({ rounds, ghost }: Props) {
  const pressed = useChosen((state) => state.ghost);
  useGhostKey(ghost);
  return (
    <span className={styles.tools}>
      {rounds !== undefined && <Rounds rounds={rounds} />}
      {ghost && (
        <button type="button" aria-pressed={pressed} onClick={() => showGhost(!pressed)}>
          Ghost
        </button>
      )}
    </span>
  );
}

function Rounds({ rounds }: { readonly rounds: number }) {
  const chosen = useChosen((state) => state.round);
  const round = shownRound(chosen, rounds);
  const go = (to: number) => chooseRound(to >= rounds ? null : Math.max(0, to));
  return (
    <>
      <button
        type="button"
        aria-label="Round before"
        disabled={round <= 0}
        onClick={() => go(round - 1)}
      >
        ◀
      </button>
      <label className={styles.field}>
        <span>
          round {round} of {rounds}
        </span>
        <input
          type="range"
          aria-label="Round"
          min={0}
          max={Math.max(1, rounds)}
          value={round}
          disabled={rounds === 0}
          onChange={(event) => go(Number(event.target.value))}
        />
      </label>
      <button
        type="button"
        aria-label="Round after"
        disabled={round >= rounds}
        onClick={() => go(round + 1)}
      >
        ▶
      </button>
    </>
  );
}

/** As long as G is held down the ghost is shown. */
function useGhostKey(ghost: boolean): void {
  useEffect(() => {
    if (!ghost) return;
    const on = (down: boolean) => (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.closest?.("input, textarea, select");
      if (event.key.toLowerCase() !== "g" || event.repeat || event.ctrlKey || event.metaKey) return;
      if (!typing || typing.matches("input[type=range]")) showGhost(down);
    };
    const [press, release] = [on(true), on(false)];
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
    };
  }, [ghost]);
}
