/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { UserList } from "../../components/session/user-list.tsx";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import { HitsPicture } from "../../families/retrieval/pictures/hits-picture.tsx";
import draw from "./draw.ts?raw";
import model from "./model.ts?raw";
import pool from "./pool.ts?raw";
import { TargetsPicture } from "./targets-picture.tsx";
import odds from "./weighed-odds.ts?raw";

const PERSON: CodeMark = ["model.ts", model, "export function person(", "return h;"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  pooling: ["pool.ts", pool, "export function pool(", "attention), e), [1]);"],
  target: ["draw.ts", draw, "export function inputRows(", "  );"],
  equal: ["draw.ts", draw, "function rowOf(", "people.from[n]!);"],
  age: ["draw.ts", draw, "export function ageOf(", "times.length;"],
  sampled: ["model.ts", model, "const u = person(", "return tf.sub(logSumExp(all), own)"],
  serving: ["model.ts", model, "export function score(", "false, true);"],
  stars: ["weighed-odds.ts", odds, "export function weighedOdds(", "people - yes),"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={PERSON} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  targets: whenOpened(TargetsPicture),
  pooling: later(() => import("./pooling-picture.tsx").then((file) => file.PoolingPicture)),
  activity: fetched(() => import("./activity-picture.tsx").then((file) => file.ActivityPicture)),
  age: later(() => import("./age-picture.tsx").then((file) => file.AgePicture)),
  serve: later(() => import("./serve-picture.tsx").then((file) => file.ServePicture)),
  correction: later(() =>
    import("./correction-picture.tsx").then((file) => file.CorrectionPicture),
  ),
  variants: fetched(() => import("./variants-picture.tsx").then((file) => file.VariantsPicture)),
  features: fetched(() => import("./features-picture.tsx").then((file) => file.FeaturesPicture)),
  hits: HitsPicture,
  stars: later(() => import("./stars-picture.tsx").then((file) => file.StarsPicture)),
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
