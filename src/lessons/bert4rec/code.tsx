import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import windows from "../../families/sequences/windows.ts?raw";
import block from "./block.ts?raw";
import evaluate from "./evaluate.ts?raw";
import model from "./model.ts?raw";

const LOSS: CodeMark = ["model.ts", model, "function loss(", "return tf.add(tf.sum"];
const ASKED: CodeMark = ["evaluate.ts", evaluate, "export function question", "}"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  cloze: ["windows.ts", windows, "export function askHidden", "seen[place] = -1;"],
  network: ["block.ts", block, "const [q, k, v]", "normF);"],
  examples: ["windows.ts", windows, "export function askHidden", "seen[place] = -1;"],
  last: ASKED,
};

/** The lines that compute what the section at hand is about. */
export const Code = () => <StepCode marks={COMPUTED_BY} otherwise={LOSS} />;
