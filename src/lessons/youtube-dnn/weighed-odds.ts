/** A logistic regression with one bias a film, whose yeses count by their stars: solved by hand, no tfjs. */

/**
 * L_i = - sum over yeses of T log p - (noes) log(1 - p), with p = sigma(b_i). Its slope is
 * p (sum T + noes) - sum T, which is zero at odds p / (1 - p) = sum T / noes.
 * @param yes how many of the people rated the film, less than all
 * @param stars the sum of their stars
 */
export function weighedOdds(yes: number, stars: number, people: number) {
  return {
    /** e^b: sum T / (N - k) */
    odds: stars / (people - yes),
    /** E[T] a show: sum T / N */
    expected: stars / people,
    /** Each yes counting 1: k / (N - k) */
    plain: yes / (people - yes),
  };
}
