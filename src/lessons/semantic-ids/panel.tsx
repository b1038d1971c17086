/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { later } from "../../components/session/when-opened.tsx";
import { FitPicture } from "../../families/clicks/pictures/fit-picture.tsx";
import films from "./films.ts?raw";
import model from "./model.ts?raw";
import { WaysPicture } from "./ways-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const SIDE: CodeMark = [
  "model.ts",
  model,
  "export function filmSide(",
  "return { vector: v, bias: b };",
];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  equal: ["films.ts", films, "export function tableSize(", "(dim + 1);"],
  wrong: ["films.ts", films, "function ngrams(", "rows: size, of };"],
  rows: ["model.ts", model, "export type Batch", "1 liked, 0 not"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={SIDE} />;

export const views: Views = {
  ways: WaysPicture,
  lookup: later(() => import("./look-up-picture.tsx").then((file) => file.LookUpPicture)),
  buckets: later(() => import("./buckets-picture.tsx").then((file) => file.BucketsPicture)),
  size: later(() => import("./size-picture.tsx").then((file) => file.SizePicture)),
  fit: FitPicture,
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
