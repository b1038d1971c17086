import mdx from "@mdx-js/rollup";
import react from "@vitejs/plugin-react";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { defineConfig, type Plugin, type PluginOption } from "vite";
import { course } from "./src/course-plugin.ts";
import { offline } from "./src/offline/plugin.ts";

/**
 * Threads in WebAssembly need a cross-origin isolated page, which takes these two headers. Without them
 * (any plain static host) everything works on one thread.
 */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * tfjs starts its WebAssembly threads from the source text of this module's function, which reads one
 * variable from outside of itself. Minified, that variable has another name and every thread dies with
 * "e is not defined"; declared inside, the text stands alone. How many threads, and who starts them, is
 * said by src/engine/threads.ts; a thread that the page has started is spoken to over a port.
 */
const wasmThreads: Plugin = {
  name: "wasm-threads",
  enforce: "pre",
  transform(code, id) {
    const change = (from: string, to: string) => {
      if (!code.includes(from))
        throw new Error(`tfjs's threaded WebAssembly module has changed: ${from}`);
      code = code.replace(from, () => to);
    };
    if (id.endsWith("tfjs-backend-wasm-threaded-simd.js")) {
      const start = "function(WasmBackendModuleThreadedSimd) {";
      change(start, `${start} var _scriptDir;`);
      change("pthreadPoolSize=8", "pthreadPoolSize=globalThis.threadsToStart??8");
      change(
        "worker=new Worker(pthreadMainJs)",
        "worker=globalThis.startThread?.(pthreadMainJs)??new Worker(pthreadMainJs)",
      );
      return { code, map: null };
    }
    if (id.endsWith("tfjs-backend-wasm-threaded-simd.worker.js")) {
      change(
        "throw ex}};`",
        "throw ex}};const spoken=self.onmessage;self.onmessage=e=>{const [port]=e.ports;" +
          "if(port){self.postMessage=m=>port.postMessage(m);port.onmessage=spoken}" +
          "else{self.onmessage=spoken;spoken(e)}};`",
      );
      return { code, map: null };
    }
    return undefined;
  },
};

/**
 * A worker's entry, apart from the code that it shares with what it loads later. WebKit evaluates an entry
 * that another chunk imports a second time: a second engine would answer beside the first, and register
 * tfjs's kernels anew, without their set-up (docs/decisions/2026-11-29-worker-entries.md).
 */
const entriesOfTheirOwn: Plugin = {
  name: "worker-entries-of-their-own",
  options: (given) => ({ ...given, preserveEntrySignatures: "strict" }),
};

interface Written {
  value?: string;
  readonly type: string;
  /** Of an element. */
  readonly name?: string;
  readonly attributes?: readonly object[];
  readonly children?: Written[];
}

/** A dash between words, as Russian has it, never begins a line. */
function heldDashes(part: Written): void {
  if (part.type === "text") part.value = part.value?.replaceAll(" — ", "\u00a0— ");
  part.children?.forEach(heldDashes);
}

/** What closes a clause stays with the term or action before it: a button, behind which lines may break. */
function heldMarks({ children = [] }: Written): void {
  for (const [i, part] of children.entries()) {
    heldMarks(part);
    const next = children[i + 1];
    const [mark] =
      (/^(Term|Action)$/.test(part.name ?? "") && /^[.,;:!?)”’]+/.exec(next?.value ?? "")) || [];
    if (!next || !mark) continue;
    next.value = next.value!.slice(mark.length);
    children[i] = {
      type: "mdxJsxTextElement",
      name: "span",
      attributes: [{ type: "mdxJsxAttribute", name: "className", value: "held" }],
      children: [part, { type: "text", value: mark }],
    };
  }
}

/** Lessons' prose: formulas are set when it is compiled. */
export const prose: PluginOption = {
  enforce: "pre",
  ...mdx({
    remarkPlugins: [remarkMath, () => heldDashes, () => heldMarks],
    // \htmlClass and \htmlData mark the symbols of a formula that can be focused.
    rehypePlugins: [[rehypeKatex, { trust: true, strict: false, output: "htmlAndMathml" }]],
    providerImportSource: undefined,
  }),
};

/** What every visit loads is one file: each file begins its compression anew. */
const EVERY_VISIT =
  /node_modules\/(react|react-dom|scheduler|zustand|wouter|regexparam|use-sync-external-store|idb)\/|src\/components\/(language\/(?!ru)|parts\/(icons|error-boundary)|page\/(share-button|keys|page-title)|session\/(own-data|own-data-kept|storage|engine-client|careful-start|way-here|shared|use-session|store)\.)|src\/engine\/(declarations\/(sentence|hyperparameters|setup|run)|rpc|threads|ways|open-on)\./;

/** And what the text of every lesson loads is another. */
const EVERY_LESSON =
  /src\/components\/(prose\/(mdx-components|predict|predict-answer|predict-scale|step-context|use-prediction|scrub|formula|lesson-step|live|live-value|symbol-boxes|goal|term|action|answer)|controls\/(status-text|aside-card|lit-symbol|setting-value|metric-reading)|charts\/number-text|session\/(cost|cover|on-stage|options)|page\/notices)\.|src\/engine\/declarations\/(settings|three-views|lesson)\./;

export default defineConfig({
  base: "./",
  plugins: [wasmThreads, prose, course(), offline(), react({ include: /\.(mdx|js|jsx|ts|tsx)$/ })],
  worker: { format: "es", plugins: () => [wasmThreads, entriesOfTheirOwn] },
  build: {
    target: "es2023",
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { index: "index.html", headless: "headless.html" },
      output: {
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: EVERY_VISIT,
            },
            {
              name: "lesson",
              test: EVERY_LESSON,
            },
            { name: "drawings", test: /src\/lessons\/[^/]+\/drawing\.tsx/ },
          ],
        },
      },
    },
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  optimizeDeps: {
    include: [
      "@tensorflow/tfjs-core",
      "@tensorflow/tfjs-backend-wasm",
      "@tensorflow/tfjs-backend-webgpu",
      "papaparse",
    ],
  },
});
