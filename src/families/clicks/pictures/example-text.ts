import { titleText } from "../../../components/charts/genre-classes.ts";
import { signedText } from "../../../components/charts/number-text.ts";
import { say } from "../../../components/language/say.ts";
import type { Catalogue } from "../../../engine/data/dataset.ts";

export interface Example {
  /** -1 on the generated target. */
  readonly user: number;
  readonly film: number;
  readonly label: number;
}

/** "User 12 and Heat (liked)", or "An example with y = +0.31" */
export function exampleText({ user, film, label }: Example, catalogue: Catalogue): string {
  if (film < 0) return say("An example with y = {y}", { y: signedText(label) });
  const values = { user, film: titleText(catalogue, film) };
  return label === 1
    ? say("User {user} and {film} (liked)", values)
    : say("User {user} and {film} (not liked)", values);
}

/** "s = 0.4, so it says 60% liked", or "s = 0.4" */
export function scoreText(s: number, { film }: Example): string {
  if (film < 0) return `s = ${signedText(s)}`;
  const p = 1 / (1 + Math.exp(-s));
  return say("s = {s}, a probability of {p}%", { s: signedText(s), p: (100 * p).toFixed(0) });
}
