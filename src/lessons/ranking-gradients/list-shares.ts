/** A list as a listwise loss sees it: probabilities over its films. Pure functions. */
import { forcesOf, type OneList, orderOf } from "./forces.ts";

export type WholeLoss = "listnet" | "softmax";

export interface Share {
  /** Its place in the list that was given. */
  readonly film: number;
  /** softmax(s) */
  readonly scored: number;
  /** The target: softmax of the grades (ListNet), or gains divided by their sum. */
  readonly asked: number;
  /** asked - scored, minus the gradient: where the film is pulled. */
  readonly pull: number;
}

/** Every film's share of the list, in the order of the scores. */
export function shareOf(list: OneList, loss: WholeLoss): Share[] {
  const { gradient } = forcesOf(list, loss, "ndcg");
  const highest = Math.max(...list.scores);
  const powers = list.scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return orderOf(list.scores).map((film) => {
    const scored = powers[film]! / sum;
    const pull = -gradient[film]!;
    return { film, scored, asked: scored + pull, pull };
  });
}
