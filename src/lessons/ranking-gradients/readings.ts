/** What the pictures of this lesson are told: plain data, no tfjs. */

/** Ten films of one test list with the scores that the model gives them now. */
export interface ListReading {
  readonly user: number;
  /** Films in the whole test list. */
  readonly films: number;
  /** Film ids; -1 in the generated task. */
  readonly items: number[];
  readonly grades: number[];
  readonly scores: number[];
}

/** How the scores of the test films spread, by grade. */
export interface GradesReading {
  readonly low: number;
  readonly high: number;
  /** One entry a grade, lowest first: the share of its films in each of so many equal bins. */
  readonly grades: readonly {
    readonly grade: number;
    readonly films: number;
    readonly mean: number;
    readonly shares: Float32Array;
  }[];
  /** Films in equal groups by their score, lowest first: the mean score of each, and the mean grade. */
  readonly calibration: readonly { readonly score: number; readonly grade: number }[];
}

/** The mean pull on the film at each rank, as a share of all pulls, under two losses. */
export interface RanksReading {
  readonly lists: number;
  readonly ranknet: number[];
  readonly lambdarank: number[];
  readonly own: number[];
}

/** What a linear scorer can reach on the generated lists, by the direction of its weights. */
export interface FrontierReading {
  readonly points: readonly {
    /** 0 is all x1, 90 all x2. */
    readonly degrees: number;
    readonly pairs: number;
    readonly ndcg: number;
  }[];
}
