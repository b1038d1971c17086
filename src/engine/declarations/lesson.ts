/**
 * What a lesson declares, in its `lesson.ts`: data only, no React and no tfjs, so that the page, the
 * command line and the tests can all read it.
 */
import type { Config, Hyperparameters } from "./hyperparameters.ts";

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

/** What a prediction asks; the run that it starts grades it, never a stored key. */
export type Prediction = {
  readonly id: string;
  readonly question: string;
  /** Settings of the run that decides, on top of the lesson's defaults. */
  readonly run: Config;
  /** The run it is compared with, if it takes two. */
  readonly against?: Config;
  /** One sentence shown after the grade; may name the numbers of the run. */
  readonly explanation: string;
} & (
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly id: string; readonly label: string }[];
      /** Which option the finished run (and the one it is compared with) makes true. */
      readonly grade: (outcome: Outcome) => { readonly answer: string; readonly because: string };
    }
  | {
      /** Which of the two runs ends higher on the metric. */
      readonly kind: "winner";
      readonly metric: string;
      readonly labels: readonly [run: string, against: string];
      /** Differences up to this are called a tie (the noise of seeds). */
      readonly tie: number;
    }
  | {
      /** Draw the curve of a metric over epochs. */
      readonly kind: "curve";
      readonly metric: string;
      readonly range: readonly [number, number];
    }
  | {
      /** Drag a point to where the final value will be. */
      readonly kind: "value";
      readonly metric: string;
      readonly range: readonly [number, number];
      readonly unit?: string;
    }
);

/** The final numbers a prediction is graded on. */
export interface Outcome {
  readonly run: Readonly<Record<string, number>>;
  readonly against: Readonly<Record<string, number>>;
  readonly baseline: Readonly<Record<string, number>>;
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
  /** Settings it starts from in presenter mode, on top of the defaults. */
  readonly preset?: Config;
  readonly prediction?: Prediction;
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
  readonly views: readonly View[];
  readonly steps: readonly Step[];
  /** What the default configuration must reach; checked by the tests and by the open lab's goal. */
  readonly target: { readonly metric: string; readonly atLeast: number };
}

/** Keeps the literal types of a lesson's declarations. */
export function defineLesson<const H extends Hyperparameters>(lesson: Lesson<H>): Lesson<H> {
  return lesson;
}
