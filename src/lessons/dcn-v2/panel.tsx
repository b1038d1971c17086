/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import type { Views } from "../../components/session/course.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { whenOpened } from "../../components/session/when-opened.tsx";
import layers from "../../families/clicks/cross-layers.ts?raw";
import hidden from "../../families/clicks/hidden-layers.ts?raw";
import { FitView } from "../../families/clicks/pictures/fit-view.tsx";
import { OwnClicks } from "../../families/clicks/pictures/own-clicks.tsx";
import { PlantedView } from "../../families/clicks/pictures/planted-view.tsx";
import { BlocksPicture } from "./blocks-picture.tsx";
import { HandPicture } from "./hand-picture.tsx";
import model from "./model.ts?raw";
import { NetworkPicture } from "./network-picture.tsx";
import { OrdersPicture } from "./orders-picture.tsx";
import { SizePicture } from "./size-picture.tsx";

const LAYER: CodeMark = [
  "cross-layers.ts",
  layers,
  "export function crossLayer(",
  "return tf.add(tf.mul(x0, y), xl)",
];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY = {
  question: ["model.ts", model, "export function pass(", "return { crossed, deep, s"],
  layer: LAYER,
  orders: LAYER,
  size: ["model.ts", model, "export function pass(", "return { crossed, deep, s"],
  blocks: ["cross-layers.ts", layers, "function mapOf(", "layer.U, false, true)"],
  real: ["model.ts", model, "function loss(", "return withPenalty("],
  overfit: ["hidden-layers.ts", hidden, "/** h <- ReLU", "return hidden"],
  wrong: ["cross-layers.ts", layers, "switch (partner)", "return tf.add(y, xl)"],
} satisfies Readonly<Record<string, CodeMark>>;

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={COMPUTED_BY.question} />;

export const views: Views = {
  planted: PlantedView,
  network: whenOpened(NetworkPicture),
  blocks: BlocksPicture,
  orders: whenOpened(OrdersPicture),
  hand: whenOpened(HandPicture),
  size: SizePicture,
  fit: FitView,
  you: OwnClicks,
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
