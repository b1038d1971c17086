/**
 * What a lesson declares, in its `lesson.ts`: data only, no React and no tfjs, so that the page, the
 * command line and the tests can all read it.
 */
import type { Config, Hyperparameters } from "./hyperparameters.ts";
import type { Sentence } from "./sentence.ts";

export interface MetricDeclaration {
  /** As in the field, and as in a history row: "NDCG@10". */
  readonly name: string;
  readonly help: string;
  readonly better: "higher" | "lower";
  readonly digits: number;
}

export interface View {
  readonly id: string;
  readonly title: string;
}

/**
 * What is said after the grade: one text where the outcome does not change it, else one for each outcome.
 * The outcomes of a winner are "run", "against" and "tie"; those of a choice are its options.
 */
export type Explanation<Name extends string = string> = string | Readonly<Record<Name, string>>;

/** What a prediction asks; the runs that it starts grade it, never a stored key. */
export type Prediction = {
  readonly id: string;
  readonly question: string;
  /** Settings of the run that decides, on top of the lesson's defaults. */
  readonly run: Config;
  /** The run it is compared with, if it takes two. */
  readonly against?: Config;
  /**
   * What would answer it besides its own metric, and is covered until the reader has committed: metrics
   * ("Best epoch" among them) and views of the lab.
   */
  readonly covers?: { readonly metrics?: readonly string[]; readonly views?: readonly string[] };
  /** How many times as long as a step of the default settings one of the run takes, and of the other. */
  readonly pace?: readonly [run: number, against?: number];
} & (
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly id: string; readonly label: string }[];
      /** Which option the finished run (and the one it is compared with) makes true. */
      readonly grade: (outcome: Outcome) => { readonly answer: string; readonly because: string };
      /** Whether another seed might answer otherwise: then the means of three decide. */
      readonly near?: (outcome: Outcome) => boolean;
      readonly explanation: Explanation;
    }
  | {
      /** Which of the two runs ends higher on the metric. */
      readonly kind: "winner";
      readonly metric: string;
      readonly labels: readonly [run: string, against: string];
      /** What the noise of seeds alone does to a difference; within twice of it three seeds decide. */
      readonly tie: number;
      readonly explanation: Explanation<"run" | "against" | "tie">;
    }
  | {
      /** Draw the curve of a metric over epochs. */
      readonly kind: "curve";
      readonly metric: string;
      readonly range: readonly [number, number];
      /** The name of what came out, where the explanation depends on it. */
      readonly outcome?: (seen: Seen) => string;
      readonly explanation: Explanation;
    }
  | {
      /** Drag a point to where the final value will be. */
      readonly kind: "value";
      readonly metric: string;
      readonly range: readonly [number, number];
      readonly unit?: string;
      readonly outcome?: (seen: Seen) => string;
      readonly explanation: Explanation;
    }
);

/** The final numbers a prediction is graded on. */
export interface Outcome {
  readonly run: Readonly<Record<string, number>>;
  readonly against: Readonly<Record<string, number>>;
  readonly baseline: Readonly<Record<string, number>>;
}

/** The final numbers, and the predicted metric of the deciding run by epoch. */
export interface Seen extends Outcome {
  readonly curve: readonly { readonly epoch: number; readonly value: number }[];
}

/** What a run came to, for a claim. */
export interface Result {
  /** Test metrics at the epoch that validation chose, with "Loss" (the last) and "Best epoch". */
  readonly metrics: Readonly<Record<string, number>>;
  /** The rows of its evaluations, oldest first: `epoch` and every metric. */
  readonly epochs: readonly Readonly<Record<string, number>>[];
  readonly baselines: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * A sentence that says what runs do, and what holds it to that: `npm run claims` trains the runs on seeds 1
 * to 3 and fails for a sentence that they contradict.
 */
export interface Claim {
  /** As it stands in the prose or the section's claim, from any word to any word; a number filled in by a run is "…". */
  readonly says: string;
  /** Settings of the runs that it speaks of, on top of the lesson's defaults, by a name of its own. */
  readonly runs: Readonly<Record<string, Config>>;
  /** "each": on every seed; "mean": of the three seeds' mean numbers, for what is near to their noise. */
  readonly on: "each" | "mean";
  readonly holds: (results: Readonly<Record<string, Result>>) => boolean;
  /** Its runs take a few seconds, so `npm test` checks it too. */
  readonly quick: boolean;
}

/** Declares a claim; the names of its runs are known to its predicate. */
export function claim<const Runs extends Readonly<Record<string, Config>>>({
  holds,
  ...declared
}: {
  readonly says: string;
  readonly runs: Runs;
  readonly holds: (results: { readonly [Name in keyof Runs]: Result }) => boolean;
  readonly on?: "each" | "mean";
  readonly quick?: boolean;
}): Claim {
  return {
    on: "each",
    quick: false,
    ...declared,
    holds: (results) => holds(results as { readonly [Name in keyof Runs]: Result }),
  };
}

/** One idea: a section of the prose with the same id, and what the lab does beside it. */
export interface Step {
  readonly id: string;
  readonly title: string;
  /** The one sentence that presenter mode shows. */
  readonly claim: string;
  /** The view it brings forward. */
  readonly view: string;
  /** The two to four settings it brings forward. */
  readonly settings: readonly string[];
  /** Settings it begins from, on top of the defaults: nothing is inherited from the section before it. */
  readonly preset?: Config;
  readonly prediction?: Prediction;
  /** What the reader shall reach here; the page notices the run that does. */
  readonly goal?: {
    /** "NDCG@10 of 0.035 with at most four negatives a positive" */
    readonly says: string;
    readonly reached: (run: {
      readonly metrics: Readonly<Record<string, number>>;
      readonly config: Config;
    }) => boolean;
  };
  /** What its text says that runs do. */
  readonly claims?: readonly Claim[];
}

/** With which runs of other lessons a run may be compared, in the table of the course. */
export interface Ruler {
  /** Lessons of one name ask the same people for the same films and measure by the first metric. */
  readonly name: string;
  /** Why a run with these settings is asked something else; null where it is not. */
  readonly unlike?: (config: Config) => Sentence | null;
  /** What the model is given to read with these settings: "the last 20 films, and their genres". */
  readonly reads: (config: Config) => Sentence;
  /** What the default run took on two processor cores without a graphics card; null where not measured. */
  readonly seconds: number | null;
}

/** A lesson whose runs stand on runs of others: what those have made is what it learns from. */
export interface Foundation {
  /**
   * Lessons whose runs will do, by slug; the first, unless the reader chooses. A stage of the same lesson is
   * a folder in its folder: "generative-retrieval/tokenizer".
   */
  readonly lessons: readonly string[];
  /** Only with these values of a setting; always, unless said. */
  readonly onlyWith?: { readonly key: string; readonly values: readonly (string | boolean)[] };
}

export interface Lesson<H extends Hyperparameters = Hyperparameters> {
  /** The folder's name, the link and the test's title. */
  readonly slug: string;
  readonly title: string;
  /** The question the lesson answers: its headline. */
  readonly question: string;
  readonly minutes: number;
  /** In the order of the controls; `epochs`, `lr`, `batch`, `l2` among them. */
  readonly hyperparameters: H;
  readonly defaultDataset: string;
  readonly on?: Foundation;
  /** The declarations of those lessons, by slug: there once the lesson is loaded (setup.ts). */
  readonly foundations?: Readonly<Record<string, Lesson>>;
  /** The metrics on the page and in the runs table, in order; the first decides between runs. */
  readonly metrics: readonly MetricDeclaration[];
  /** The history column that chooses the epoch. */
  readonly selectBy: string;
  /** Which way it is better; higher unless said. */
  readonly selectBetter?: "higher" | "lower";
  /** The history column of the curve under the pictures, where `selectBy` is not worth a picture. */
  readonly curve?: string | ((config: Config) => string);
  /** The baseline that the curves and the metric bar are held against; "popularity" unless said. */
  readonly baseline?: string;
  /** How the metrics are measured, in one sentence. */
  readonly protocol: string;
  readonly ruler?: Ruler;
  readonly views: readonly View[];
  readonly steps: readonly Step[];
  /** What the default configuration must reach; checked by the tests and by the open lab's goal. */
  readonly target: { readonly metric: string; readonly atLeast: number };
}

/** Keeps the literal types of a lesson's declarations. */
export function defineLesson<const H extends Hyperparameters>(lesson: Lesson<H>): Lesson<H> {
  return lesson;
}
