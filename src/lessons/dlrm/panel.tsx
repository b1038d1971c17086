/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import type { Views } from "../../components/session/course.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { whenOpened } from "../../components/session/when-opened.tsx";
import { FitView } from "../../families/clicks/pictures/fit-view.tsx";
import { OwnClicks } from "../../families/clicks/pictures/own-clicks.tsx";
import { PlantedView } from "../../families/clicks/pictures/planted-view.tsx";
import { DotsPicture } from "./dots-picture.tsx";
import model from "./model.ts?raw";
import { NetworkPicture } from "./network-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY = {
  question: ["model.ts", model, "export function vectors(", "return { z, F: tf.reshape"],
  dots: ["model.ts", model, "export function dots(", "tf.tensor2d(pick"],
  worth: ["model.ts", model, "export function top(", "return { layers, s"],
  order: ["model.ts", model, "export function vectors(", "return { z: x"],
  win: ["model.ts", model, "export function dots(", "tf.tensor2d(pick"],
  short: ["model.ts", model, "function initBottom(", "return { v:"],
  real: ["model.ts", model, "export function interact(", "crosses.reduce("],
} satisfies Readonly<Record<string, CodeMark>>;

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={COMPUTED_BY.dots} />;

export const views: Views = {
  network: whenOpened(NetworkPicture),
  dots: whenOpened(DotsPicture),
  planted: PlantedView,
  fit: FitView,
  you: OwnClicks,
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
