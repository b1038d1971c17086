/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { later, whenOpened } from "../../components/session/when-opened.tsx";
import arms from "../../families/worlds/arms.ts?raw";
import policies from "../../families/worlds/policies.ts?raw";
import world from "../../families/worlds/world.ts?raw";
import draw from "./draw.ts?raw";
import { ExposurePicture } from "./exposure-picture.tsx";
import model from "./model.ts?raw";
import { RoundsPicture } from "./rounds-picture.tsx";

/** What the section at hand is computed by, as it stands in the source. */
const LOSS: CodeMark = ["model.ts", model, "function loss(", "tf.mul(l2, squares));"];
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  loop: ["policies.ts", policies, "export function policyOf(", "return { film, propensity };"],
  no: ["draw.ts", draw, "export function drawRows(", "rng.int(films));"],
  bandits: ["arms.ts", arms, "return {", "(q[k]! * q[l]!) / by;"],
  harm: ["world.ts", world, "export const moodAfter", "tempting[i]!, 0);"],
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={LOSS} />;

export const views: Views = {
  exposure: whenOpened(ExposurePicture),
  rounds: whenOpened(RoundsPicture),
  lorenz: later(() => import("./lorenz-picture.tsx").then((file) => file.LorenzPicture)),
  belief: later(() => import("./belief-picture.tsx").then((file) => file.BeliefPicture)),
  alike: later(() => import("./alike-picture.tsx").then((file) => file.AlikePicture)),
  world: later(() => import("./world-picture.tsx").then((file) => file.WorldPicture)),
  ...threeViews(() => import("./three-things.ts")),
  why: later(() => import("./why-picture.tsx").then((file) => file.WhyPicture)),
  you: later(() => import("./you-picture.tsx").then((file) => file.YouPicture)),
  code: Code,
};
