/**
 * The paper's ranker, by hand. A logistic regression whose yeses count as much as they were watched, and whose
 * noes count 1, learns odds of
 *
 *   e^{b_i} = (sum of T over the yeses) / (number of noes)          where its gradient is zero
 *
 * which is near E[T], the expected watch time a show, as long as few shows end in a yes (Covington et al. 2016,
 * section 4.2). There is no watch time here, so T is the stars; and as shown counts every film to every person.
 */
import type { Context } from "./asked.ts";

export interface StarsReading {
  readonly people: number;
  /** [items] yeses: how many rated it, and the sum of their stars. */
  readonly yes: Float64Array;
  readonly stars: Float64Array;
}

export function stars({ split: { train } }: Context): StarsReading {
  const [yes, sum] = [new Float64Array(train.items), new Float64Array(train.items)];
  train.item.forEach((film, row) => {
    yes[film]!++;
    sum[film]! += train.rating[row]!;
  });
  return { people: train.users, yes, stars: sum };
}
