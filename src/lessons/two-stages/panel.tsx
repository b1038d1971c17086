/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { UserList } from "../../components/session/user-list.tsx";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import adjust from "./adjust.ts?raw";
import asked from "./asked.ts?raw";
import blend from "./blend.ts?raw";
import { FunnelPicture } from "./funnel-picture.tsx";
import model from "./model.ts?raw";
import neighbours from "./neighbours.ts?raw";
import prepare from "./prepare.ts?raw";
import quotas from "./quotas.ts?raw";

const SCORE: CodeMark = ["model.ts", model, "function loss(", "return tf.squeeze(h, [2]);"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: ["asked.ts", asked, "export function candidatesOf(", "a - b);"],
  own: ["neighbours.ts", neighbours, "export function withoutOwn(", "return sum;"],
  teach: ["prepare.ts", prepare, "function draw(", "stage: 0 };"],
  blend: ["blend.ts", blend, "export function blend(", "return list;"],
  budgets: ["quotas.ts", quotas, "export function budgetsOf(", "return whole;"],
  adjust: ["adjust.ts", adjust, "export async function adjustedScores(", "return all;"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={SCORE} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  funnel: whenOpened(FunnelPicture),
  ceiling: fetched(() => import("./ceiling-picture.tsx").then((file) => file.CeilingPicture)),
  slope: later(() => import("./slope-picture.tsx").then((file) => file.SlopePicture)),
  teach: fetched(() => import("./teach-picture.tsx").then((file) => file.TeachPicture)),
  blend: later(() => import("./blend-picture.tsx").then((file) => file.BlendPicture)),
  budgets: fetched(() => import("./budgets-picture.tsx").then((file) => file.BudgetsPicture)),
  adjust: later(() => import("./adjust-picture.tsx").then((file) => file.AdjustPicture)),
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
