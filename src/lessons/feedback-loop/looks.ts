/** What is chosen in the pictures of this lesson: a round, the ghost in the run’s place, a person. */
import { create } from "zustand";

interface Chosen {
  /** Null: the newest. */
  readonly round: number | null;
  readonly ghost: boolean;
  readonly person: number;
}
export const useChosen = create<Chosen>(() => ({ round: null, ghost: false, person: 0 }));
export const chooseRound = (round: number | null) => useChosen.setState({ round });
export const showGhost = (ghost: boolean) => useChosen.setState({ ghost });
export const choosePerson = (person: number) => useChosen.setState({ person });

/** The round on screen, of so many. */
export const shownRound = (chosen: number | null, rounds: number) =>
  chosen === null ? rounds : Math.min(chosen, rounds);

/** The run in its colour, the ghost in grey, what nobody can reach or chance gives in ink. */
export const COLOUR = {
  run: "var(--data-1)",
  ghost: "var(--data-grey)",
  line: "var(--picture-ink)",
} as const;
