/** A list as a listwise loss sees it: probabilities over its films. Pure functions. */
import { forcesOf, type OneList, orderOf, softmaxOf } from "./forces.ts";

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
  const shares = softmaxOf(list.scores);
  return orderOf(list.scores).map((film) => {
    const scored = shares[film]!;
    const pull = -gradient[film]!;
    return { film, scored, asked: scored + pull, pull };
  });
}
