/** How ways look in every picture, and which one, which film and which metric are chosen. */
import { create } from "zustand";
import type { Measured } from "./rivals.ts";
import { WAYS, type Way } from "./settings.ts";

/** Grey is a row of one's own, blue what codes decide, orange chance, green content. */
export const COLOUR: Readonly<Record<Way, string>> = {
  id: "var(--data-grey)",
  hash: "var(--data-2)",
  codes: "var(--data-1)",
  ngrams: "var(--data-6)",
  content: "var(--data-3)",
  "id+codes": "var(--data-7)",
  "id+content": "var(--data-5)",
};

export const labelOf = (way: Way) => WAYS.find(({ value }) => value === way)!.label;

interface Chosen {
  /** Null: as the run has it, and the most rated film. */
  readonly way: Way | null;
  readonly film: number | null;
  readonly metric: Measured;
}
export const useChosen = create<Chosen>(() => ({ way: null, film: null, metric: "AUC" }));
export const chooseWay = (way: Way) => useChosen.setState({ way });
export const chooseMetric = (metric: Measured) => useChosen.setState({ metric });
/** Of a metric, which of two values is better first. */
export const better = (metric: Measured) => (a: number, b: number) =>
  metric === "Log loss" ? a - b : b - a;
export const chooseFilm = (film: number) => useChosen.setState({ film });
