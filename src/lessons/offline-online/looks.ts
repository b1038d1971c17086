/** What is chosen in the pictures of this lesson, and how models and estimators are named and coloured. */
import { create } from "zustand";
import type { Model } from "./models.ts";

interface Chosen {
  /** Whose intervals are drawn; null: the policy of the settings. */
  readonly model: Model | null;
  /** Seed of the A/A tests. */
  readonly tests: number;
}
export const useChosen = create<Chosen>(() => ({ model: null, tests: 1 }));
export const chooseModel = (model: Model) => useChosen.setState({ model });
export const otherTests = () => useChosen.setState(({ tests }) => ({ tests: tests + 1 }));

export const NAME: Readonly<Record<Model, string>> = {
  imitate: "clicked against any film",
  clicks: "clicked against not clicked",
  popular: "most rated",
  yesterday: "yesterday’s model",
};

export const COLOUR = {
  run: "var(--data-1)",
  other: "var(--data-2)",
  grey: "var(--data-grey)",
  line: "var(--picture-ink)",
} as const;

export const OF_MODEL: Readonly<Record<Model, string>> = {
  imitate: "var(--data-2)",
  clicks: "var(--data-1)",
  popular: "var(--data-grey)",
  yesterday: "var(--picture-ink)",
};

export const three = (value: number): string => value.toFixed(3).replace("-", "−");
export const signed = (value: number): string => `${value >= 0 ? "+" : ""}${three(value)}`;
