/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { UserList } from "../../components/session/user-list.tsx";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import { BeamPicture } from "./beam-picture.tsx";
import model from "./model.ts?raw";

/** What the section at hand is computed by, as it stands in the source. */
const LOSS: CodeMark = ["model.ts", model, "function loss", "penalty);"];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  rows: ["model.ts", model, "export type Batch", "shares of the loss; 0 for padding"],
  levels: LOSS,
  beam: ["model.ts", model, "export function grow", "past: { ...past, own } }"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={LOSS} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  beam: whenOpened(BeamPicture),
  vector: later(() => import("./vector-picture.tsx").then((file) => file.VectorPicture)),
  levels: later(() => import("./levels-picture.tsx").then((file) => file.LevelsPicture)),
  ways: later(() => import("./ways-picture.tsx").then((file) => file.WaysPicture)),
  checks: later(() => import("./checks-picture.tsx").then((file) => file.ChecksPicture)),
  variety: later(() => import("./variety-picture.tsx").then((file) => file.VarietyPicture)),
  new: later(() => import("./new-film-picture.tsx").then((file) => file.NewFilmPicture)),
  renamed: later(() => import("./renamed-picture.tsx").then((file) => file.RenamedPicture)),
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
