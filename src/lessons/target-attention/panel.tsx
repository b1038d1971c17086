/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import activation from "./activation.ts?raw";
import bst from "./bst.ts?raw";
import din from "./din.ts?raw";
import model from "./model.ts?raw";
import penalty from "./penalty.ts?raw";
import { SpeaksPicture } from "./speaks-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const UNIT: CodeMark = ["din.ts", din, "export function weightsOf(", "counts);"];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  repeat: ["model.ts", model, "export function interest(", "the same for every candidate"],
  dice: ["activation.ts", activation, "export function activate(", "alpha), s));"],
  overfit: ["penalty.ts", penalty, "export function penalty(", "pullCandidate!"],
  bst: ["bst.ts", bst, "export function readSequence(", "T + 1, d]);"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={UNIT} />;

export const views: Views = {
  speaks: whenOpened(SpeaksPicture),
  readers: fetched(() => import("./readers-picture.tsx").then((file) => file.ReadersPicture)),
  repeat: later(() => import("./repeat-picture.tsx").then((file) => file.RepeatPicture)),
  epochs: fetched(() => import("./epochs-picture.tsx").then((file) => file.EpochsPicture)),
  bst: later(() => import("./attention-picture.tsx").then((file) => file.AttentionPicture)),
  planted: later(() =>
    import("./planted-picture.tsx").then((file) => () => <file.PlantedPicture />),
  ),
  serve: later(() => import("./serve-picture.tsx").then((file) => file.ServePicture)),
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
