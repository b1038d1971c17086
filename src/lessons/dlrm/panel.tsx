/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import type { Views } from "../../components/session/course.ts";
import { StepCode } from "../../components/session/step-code.tsx";
import { useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import { FitView } from "../../families/clicks/pictures/fit-view.tsx";
import { OwnClicks } from "../../families/clicks/pictures/own-clicks.tsx";
import { PlantedView } from "../../families/clicks/pictures/planted-view.tsx";
import { DotsPicture } from "./dots-picture.tsx";
import model from "./model.ts?raw";
import { NetworkPicture } from "./network-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, readonly [first: string, last: string]>> = {
  question: ["export function vectors(", "return { z, F: tf.reshape"],
  dots: ["export function dots(", "tf.tensor2d(pick"],
  worth: ["export function top(", "return { layers, s"],
  order: ["export function vectors(", "return { z: x"],
  short: ["function initBottom(", "return { v:"],
  real: ["export function interact(", "crosses.reduce("],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [first, last] = COMPUTED_BY[here] ?? COMPUTED_BY.dots!;
  return <StepCode file="model.ts" source={model} first={first} last={last} />;
}

export const views: Views = {
  network: whenOpened(NetworkPicture),
  dots: whenOpened(DotsPicture),
  planted: PlantedView,
  fit: FitView,
  you: OwnClicks,
  code: Code,
};
