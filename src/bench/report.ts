/** What the bench found, as text to hand on; that is in English, the page says it in its own language. */
import { word } from "../components/language/say.ts";
import type { BenchResult } from "./bench.ts";

/** A figure with three digits that matter: 0.0123, 1.23, 12.3, 123, 1,230. */
export function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

export function percent(share: number): string {
  return `${figure(100 * share)} %`;
}

export const MODEL_TITLES: Readonly<Record<BenchResult["model"], string>> = {
  "matrix-factorization": word("Matrix factorization"),
  "two-tower": word("Two towers"),
  "dcn-v2": "DCN-v2",
  "rq-vae": "RQ-VAE",
  sasrec: "SASRec",
};

export const BACKEND_TITLES = { wasm: "WebAssembly", webgpu: "WebGPU" } as const;

export const COLUMNS: readonly {
  readonly name: string;
  /** What the column says, for a reader who has not read the source. */
  readonly help: string;
  readonly cell: (result: BenchResult) => string;
}[] = [
  { name: word("Model"), help: "", cell: ({ model }) => MODEL_TITLES[model] },
  { name: word("Back end"), help: "", cell: ({ backend }) => BACKEND_TITLES[backend] },
  {
    name: word("ms a step"),
    help: word("the median of several rounds"),
    cell: ({ msPerStep }) => figure(msPerStep),
  },
  {
    name: word("Stock tfjs, ms"),
    help: word("the same step with tfjs’s own kernels and optimizer, in turns with ours"),
    cell: ({ plainMsPerStep }) => (plainMsPerStep === null ? "" : figure(plainMsPerStep)),
  },
  {
    name: word("Times faster"),
    help: word("the ratio of the two"),
    cell: ({ timesFaster }) => (timesFaster === null ? "" : figure(timesFaster)),
  },
  {
    name: word("Of the ceiling"),
    help: word(
      "the least time that the step’s arithmetic and memory traffic could take at the rates measured here, by the time it took",
    ),
    cell: ({ shareOfCeiling }) => percent(shareOfCeiling),
  },
  {
    name: word("JavaScript, ms"),
    help: word("what a step costs the thread that starts it"),
    cell: ({ jsMsPerStep }) => figure(jsMsPerStep),
  },
  {
    name: word("Dispatches"),
    help: word("jobs handed to the graphics card a step"),
    cell: ({ backend, dispatches }) => (backend === "webgpu" ? figure(dispatches) : ""),
  },
  {
    name: word("Submits"),
    help: word("command buffers handed to its queue a step"),
    cell: ({ backend, submits }) => (backend === "webgpu" ? figure(submits) : ""),
  },
];

/** The table and the machine it was measured on, as Markdown. */
export function benchMarkdown(results: readonly BenchResult[], machine: string): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const devices = new Map(results.map((result) => [result.backend, result]));
  return [
    "Live RecSys bench",
    "",
    ...[...devices.values()].map(
      ({ backend, adapter, ceiling }) =>
        `- ${BACKEND_TITLES[backend]}: ${adapter}; at best ${figure(ceiling.gflops)} GFLOP/s and ${figure(ceiling.gigabytes)} GB/s`,
    ),
    `- ${machine}`,
    "",
    row(COLUMNS.map(({ name }) => name)),
    row(COLUMNS.map(() => "---")),
    ...results.map((result) => row(COLUMNS.map(({ cell }) => cell(result)))),
    "",
  ].join("\n");
}
