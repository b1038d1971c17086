/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import { FitView } from "../../components/clicks/fit-view.tsx";
import { OwnClicks } from "../../components/clicks/own-clicks.tsx";
import { PlantedPicture } from "../../components/clicks/planted-picture.tsx";
import type { Views } from "../../components/page/course.ts";
import { StepCode } from "../../components/session/step-code.tsx";
import { useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import { BlocksPicture } from "./blocks-picture.tsx";
import { HandPicture } from "./hand-picture.tsx";
import model from "./model.ts?raw";
import { NetworkPicture } from "./network-picture.tsx";
import { OrdersPicture } from "./orders-picture.tsx";
import { SizePicture } from "./size-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, readonly [first: string, last: string]>> = {
  question: ["export function pass(", "return { crossed, deep"],
  layer: ["export function crossLayer", 'case "x0"'],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [first, last] = COMPUTED_BY[here] ?? COMPUTED_BY.layer!;
  return <StepCode file="model.ts" source={model} first={first} last={last} />;
}

export const views: Views = {
  planted: PlantedPicture,
  network: whenOpened(NetworkPicture),
  blocks: BlocksPicture,
  orders: whenOpened(OrdersPicture),
  hand: whenOpened(HandPicture),
  size: SizePicture,
  fit: FitView,
  you: OwnClicks,
  code: Code,
};
