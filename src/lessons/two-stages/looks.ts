/** How stages and retrievers are named and coloured, and what is chosen in the pictures of this lesson. */
import { create } from "zustand";
import type { RetrieverName } from "./settings.ts";

export const COLOUR = {
  first: "var(--picture-ink)",
  second: "var(--data-1)",
  wanted: "var(--predict-mark, #d4620f)",
  grey: "var(--data-grey)",
} as const;

export const NAME: Readonly<Record<RetrieverName, string>> = {
  beneath: "the run beneath",
  knn: "item to item",
  popularity: "popularity",
};

/** "0.12 ms", "7.3 ms", "147 ms" */
export const msText = (ms: number): string =>
  `${ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;

interface Chosen {
  /** How many candidates the pictures speak of; null: as the run has it. */
  readonly size: number | null;
  /** By what films are of a type, and what an editor gives each. */
  readonly types: "years" | "ratings";
  readonly weights: readonly number[];
  /** Scores are multiplied by it. */
  readonly scale: number;
  readonly draw: number;
}
export const useChosen = create<Chosen>(() => ({
  size: null,
  types: "years",
  weights: [40, 20, 20, 20],
  scale: 1,
  draw: 1,
}));
export const chooseSize = (size: number) => useChosen.setState({ size });
export const chooseTypes = (types: Chosen["types"]) => useChosen.setState({ types });
export const chooseScale = (scale: number) => useChosen.setState({ scale });
export const drawAgain = () => useChosen.setState(({ draw }) => ({ draw: draw + 1 }));
export const weigh = (at: number, weight: number) =>
  useChosen.setState(({ weights }) => ({ weights: weights.with(at, weight) }));
