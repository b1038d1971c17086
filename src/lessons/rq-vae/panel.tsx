/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { StepCode } from "../../components/session/step-code.tsx";
import { useSession } from "../../components/session/use-session.ts";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import drift from "./drift.ts?raw";
import { LevelMap } from "./level-map.tsx";
import model from "./model.ts?raw";
import repair from "./repair.ts?raw";
import start from "./start.ts?raw";
import { WayPicture } from "./way-picture.tsx";
import { WordCard } from "./word-card.tsx";

type Source = readonly [file: string, source: string, first: string, last: string];
const LEVELS: Source = ["model.ts", model, "let residual = z; // r_0", "residual = tf.sub("];
const PASSED: Source = ["model.ts", model, "// Straight through", "const error"];
const CODES: Source = ["start.ts", start, "const books =", "rng.normals(size * dim"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, Source>> = {
  question: LEVELS,
  residual: LEVELS,
  gradient: PASSED,
  collapse: CODES,
  start: CODES,
  restart: ["repair.ts", repair, "function restartDead", "code * d);"],
  meaning: LEVELS,
  signal: ["model.ts", model, "function contrast", "return tf.mean(tf.sub(tf.logSumExp"],
  drift: ["drift.ts", drift, "export function withNoise", "chance.normal()"],
  "open-lab": ["model.ts", model, "loss(parameters, batch, config)", "as tf.Scalar"],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [file, source, first, last] = COMPUTED_BY[here] ?? LEVELS;
  return <StepCode file={file} source={source} first={first} last={last} />;
}

/** Beside the curves: the chosen film's word, and who shares its beginning. */
export const beside = whenOpened(WordCard);

export const views: Views = {
  map: whenOpened(LevelMap),
  way: whenOpened(WayPicture),
  usage: later(async () => (await import("./usage-picture.tsx")).UsagePicture),
  words: later(async () => (await import("./words-picture.tsx")).WordsPicture),
  meaning: later(async () => (await import("./meaning-picture.tsx")).MeaningPicture),
  compare: later(async () => (await import("./compare-picture.tsx")).ComparePicture),
  own: later(async () => (await import("./own-picture.tsx")).OwnPicture),
  drift: later(async () => (await import("./drift-picture.tsx")).DriftPicture),
  code: Code,
};
