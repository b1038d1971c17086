/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import abTest from "./ab-test.ts?raw";
import askedTraps from "./asked-traps.ts?raw";
import bids from "./bids.ts?raw";
import estimators from "./estimators.ts?raw";
import lists from "./lists.ts?raw";
import loggers from "./loggers.ts?raw";
import { TablePicture } from "./table-picture.tsx";
import traps from "./traps.ts?raw";

/** What the section at hand is computed by, as it stands in the source. */
const ESTIMATORS: CodeMark = [
  "estimators.ts",
  estimators,
  "export function estimate(",
  'case "DR"',
];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  log: ["loggers.ts", loggers, "function chances(", "return of;"],
  test: ["ab-test.ts", abTest, "export function difference(", "Number.POSITIVE_INFINITY };"],
  fooled: ["ab-test.ts", abTest, "export function fooledShare(", "bound: greatest"],
  traps: ["traps.ts", traps, "export function sampledNdcg(", "return sum;"],
  asked: ["asked-traps.ts", askedTraps, "export function tied(", "against: against / cases };"],
  rules: ["lists.ts", lists, "export function listOf(", "return list.sort"],
  bids: ["bids.ts", bids, "export const shifted", "shift / (w - (w - 1) * shift);"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={ESTIMATORS} />;

export const views: Views = {
  table: whenOpened(TablePicture),
  log: later(() => import("./log-picture.tsx").then((file) => file.LogPicture)),
  test: later(() => import("./test-picture.tsx").then((file) => file.TestPicture)),
  fooled: later(() => import("./fooled-picture.tsx").then((file) => file.FooledPicture)),
  traps: later(() => import("./traps-picture.tsx").then((file) => file.TrapsPicture)),
  asked: later(() => import("./asked-picture.tsx").then((file) => file.AskedPicture)),
  rules: later(() => import("./rules-picture.tsx").then((file) => file.RulesPicture)),
  price: later(() => import("./price-picture.tsx").then((file) => file.PricePicture)),
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
