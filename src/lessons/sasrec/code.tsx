import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import layers from "../../engine/layers.ts?raw";
import windows from "../../families/sequences/windows.ts?raw";
import block from "./block.ts?raw";
import model from "./model.ts?raw";
import scores from "./scores.ts?raw";

const ATTENTION: CodeMark = ["layers.ts", layers, "export function attentionWeights", "tf.softmax"];
const ENCODE: CodeMark = ["model.ts", model, "export function encode", "return layerNorm"];
const MASK: CodeMark = ["windows.ts", windows, "// M_ts = 0 where", "mask[(row * n + t)"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: ENCODE,
  pooling: ["block.ts", block, "// Average pooling", "tf.softmax(mask)"],
  mask: MASK,
  order: ["windows.ts", windows, "function windowOf", "films.subarray(start, start + size);"],
  parts: ["block.ts", block, "// x <- x + Drop(Attention", "drop.F"],
  known: ATTENTION,
  honesty: ["scores.ts", scores, "export function scoreAll", "return beta"],
  cloze: [
    "windows.ts",
    windows,
    " * At hidden positions only",
    "columns: { targets: column(targets), at",
  ],
  "open-lab": ENCODE,
};

/** The lines that compute what the section at hand is about. */
export const Code = () => <StepCode marks={COMPUTED_BY} otherwise={ATTENTION} />;
