/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import { useMemo } from "react";
import type { Views } from "../../components/session/course.ts";
import { ItemMap } from "../../components/session/item-map.tsx";
import { OwnList } from "../../components/session/own-list.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { UserList } from "../../components/session/user-list.tsx";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import layers from "../../engine/layers.ts?raw";
import { HitsPicture } from "../../families/retrieval/pictures/hits-picture.tsx";
import { NormsPicture } from "../../families/retrieval/pictures/norms-picture.tsx";
import model from "./model.ts?raw";
import { NegativesDrawn } from "./negatives-picture.tsx";
import type { probes } from "./probes.ts";
import { ScoreMatrix } from "./score-matrix.tsx";

const useReading = readingsOf<typeof probes>();

function FilmMap() {
  const dim = useSession((state) => state.setup.config.dim as number);
  return <ItemMap dim={dim} />;
}

const PATCH = { users: 24, items: 32 };

/** The films most people know, and people from the most to the least active. */
function patchOf({ popularity, activity }: Opened) {
  const byCount = (counts: Int32Array) =>
    Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]!);
  const people = byCount(activity);
  const every = Math.max(1, Math.floor(people.length / PATCH.users));
  return {
    users: people.filter((_, n) => n % every === 0).slice(0, PATCH.users),
    items: byCount(popularity).slice(0, PATCH.items),
  };
}

function Matrix({ opened }: { opened: Opened }) {
  const patch = useMemo(() => patchOf(opened), [opened]);
  const reading = useReading("matrix", patch);
  const stars = useSession((state) => state.setup.config.loss === "mse");
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  return (
    <ScoreMatrix
      {...patch}
      reading={reading}
      predicts={stars ? "stars" : "scores"}
      catalogue={opened.catalogue}
      highlight={highlight}
      onHighlight={setHighlight}
    />
  );
}

function Negatives({ opened }: { opened: Opened }) {
  const reading = useReading("negatives");
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  return (
    <NegativesDrawn
      reading={reading}
      catalogue={opened.catalogue}
      popularity={opened.popularity}
      highlight={highlight}
      onHighlight={setHighlight}
    />
  );
}

/** What the section at hand is computed by, as it stands in the source. */
const LOSS: CodeMark = [
  "model.ts",
  model,
  "function loss(",
  "return tf.add(tf.mean(loss), penalty)",
];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: LOSS,
  dot: ["model.ts", model, "export function scores", "return tf.sum(tf.mul(each, q), 2)"],
  "by-hand": ["model.ts", model, "// L = -log sigma(s_ui) - sum_j", "softplus(x) ="],
  easy: ["model.ts", model, "const negative = hardest", "const negative = hardest"],
  popularity: [
    "model.ts",
    model,
    "const negative = hardest",
    "return tf.add(tf.mean(loss), penalty)",
  ],
  hard: ["model.ts", model, "function hardest", "CANDIDATES]), 2)"],
  stars: ["model.ts", model, "const predicted = predictedStars", "return tf.add(tf.mean(tf.square"],
  mlp: ["model.ts", model, "function throughMlp", "return tf.squeeze(times(h2"],
  "too-strong": ["layers.ts", layers, "/** |x|^2 of each example", "tf.div(tf.sum(tf.square(x))"],
  "open-lab": LOSS,
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={LOSS} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  map: FilmMap,
  matrix: whenOpened(Matrix),
  negatives: whenOpened(Negatives),
  triple: later(async () => (await import("./one-example.tsx")).OneExample),
  norms: whenOpened(NormsPicture),
  hits: HitsPicture,
  stars: later(async () => (await import("./stars-picture.tsx")).StarsPicture),
  you: OwnList,
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
