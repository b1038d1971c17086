/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { useSession } from "../../components/session/use-session.ts";
import { Bench } from "./bench.tsx";
import { BoundPicture } from "./bound-picture.tsx";
import losses from "./losses.ts?raw";
import model from "./model.ts?raw";
import { RankPulls } from "./rank-pulls.tsx";
import { ScoreGrades } from "./score-grades.tsx";
import deltas from "./swap-delta.ts?raw";
import { TwoMetrics } from "./two-metrics.tsx";
import { WholeList } from "./whole-list.tsx";

function Forces() {
  const opened = useSession((state) => state.opened);
  return opened && <Bench opened={opened} />;
}

function Whole() {
  const opened = useSession((state) => state.opened);
  return opened && <WholeList opened={opened} />;
}

function ForYou() {
  const task = useSession((state) => state.setup.config.task);
  if (task === "top-heavy") {
    return (
      <section>
        <p>
          The films of the generated lists have no names. Choose the task Ratings for your own list.
        </p>
      </section>
    );
  }
  return <OwnList />;
}

const DELTA: CodeMark = ["swap-delta.ts", deltas, "function ndcgDelta", "1e-6)));"];
const PAIRS: CodeMark = [
  "losses.ts",
  losses,
  'case "ranknet"',
  "return pairLosses(s, lists, swapDelta",
];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY = {
  question: ["model.ts", model, "function loss(", "return tf.add(loss"],
  list: ["model.ts", model, "export function scoresOf", "return b ?"],
  pair: ["losses.ts", losses, "function pairCost", "tf.expandDims(mask, 1));"],
  resultant: PAIRS,
  top: DELTA,
  bottom: PAIRS,
  real: ["losses.ts", losses, "export function listLosses", "return crossEntropy(q, s, mask);"],
  scale: ["losses.ts", losses, 'case "mse"', "tf.mul(t, s)), mask)"],
  "open-lab": ["model.ts", model, "function loss(", "return tf.add(loss"],
} satisfies Readonly<Record<string, CodeMark>>;

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={COMPUTED_BY.question} />;

export const views: Views = {
  forces: Forces,
  grades: ScoreGrades,
  ranks: RankPulls,
  whole: Whole,
  metrics: TwoMetrics,
  bound: BoundPicture,
  you: ForYou,
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
