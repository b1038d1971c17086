/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import drift from "./drift.ts?raw";
import { LevelMap } from "./level-map.tsx";
import model from "./model.ts?raw";
import repair from "./repair.ts?raw";
import start from "./start.ts?raw";
import { WayPicture } from "./way-picture.tsx";
import { WordCard } from "./word-card.tsx";

const LEVELS: CodeMark = ["model.ts", model, "let residual = z; // r_0", "residual = tf.sub("];
const PASSED: CodeMark = ["model.ts", model, "// Straight through", "const error"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: LEVELS,
  residual: LEVELS,
  gradient: PASSED,
  collapse: ["model.ts", model, "// e_l, [K, d]", "emptyTable(size, dim)"],
  start: ["start.ts", start, "const z = encodeOnCpu", "codes.assign"],
  restart: ["repair.ts", repair, "function restartDead", "code * d);"],
  meaning: LEVELS,
  signal: ["model.ts", model, "function contrast", "return tf.mean(tf.sub(logSumExp"],
  drift: ["drift.ts", drift, "export function withNoise", "chance.normal()"],
  "open-lab": ["model.ts", model, "function loss(", "return tf.addN(terms)"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={LEVELS} />;

/** Beside the curves: the chosen film's word, and who shares its beginning. */
export const beside = whenOpened(WordCard);

export const views: Views = {
  map: whenOpened(LevelMap),
  way: whenOpened(WayPicture),
  walk: later(async () => (await import("./walk-picture.tsx")).WalkPicture),
  through: later(async () => (await import("./through-picture.tsx")).ThroughPicture),
  usage: later(async () => (await import("./usage-picture.tsx")).UsagePicture),
  words: later(async () => (await import("./words-picture.tsx")).WordsPicture),
  meaning: later(async () => (await import("./meaning-picture.tsx")).MeaningPicture),
  compare: later(async () => (await import("./compare-picture.tsx")).ComparePicture),
  own: later(async () => (await import("./own-picture.tsx")).OwnPicture),
  drift: later(async () => (await import("./drift-picture.tsx")).DriftPicture),
  ...threeViews(() => import("./three-things.ts")),
  why: later(async () => (await import("./why-picture.tsx")).WhyPicture),
  code: Code,
};
