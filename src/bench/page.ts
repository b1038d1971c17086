/** The page that scripts/bench.mjs opens: hands the bench to whoever drives the browser. */
import { compiledTimes, firstLosses, runBench } from "./bench.ts";

Object.assign(globalThis, { runBench, firstLosses, compiledTimes });
