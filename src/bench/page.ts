/** The page that scripts/bench.mjs opens: hands the bench to whoever drives the browser. */
import { compiledTimes, firstLosses, kernelTimes, runBench } from "./bench.ts";

Object.assign(globalThis, { runBench, kernelTimes, firstLosses, compiledTimes });
