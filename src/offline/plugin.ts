/**
 * What makes the built site a notebook that works without a network: the service worker with the list of
 * everything that was built, and the content security policy that the built pages are under.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * Nothing from elsewhere and nothing inline: what a file, a link or a title brings along never runs. Blobs
 * are the threads of tfjs's WebAssembly module; styles are set by scripts only.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Modern browsers take woff2; KaTeX ships two older formats of each font beside it. */
const LEFT_OUT = /\.(ttf|woff|map)$|^\.vite|headless/;

export function offline(): Plugin {
  let publicDir = "";
  return {
    name: "offline",
    apply: "build",
    configResolved(config) {
      publicDir = config.publicDir;
    },
    transformIndexHtml: {
      order: "post",
      handler: () => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
          injectTo: "head-prepend",
        },
      ],
    },
    generateBundle(_, bundle) {
      const hash = createHash("sha256");
      const files = ["./"];
      for (const [name, part] of Object.entries(bundle)) {
        hash.update(name).update(part.type === "chunk" ? part.code : part.source);
        if (!LEFT_OUT.test(name) && name !== "index.html") files.push(name);
      }
      for (const name of readdirSync(publicDir, { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        const path = `${name.parentPath}/${name.name}`;
        hash.update(readFileSync(path));
        files.push(path.slice(publicDir.length + 1).replaceAll("\\", "/"));
      }
      this.emitFile({
        type: "asset",
        fileName: "service-worker.js",
        source: readFileSync(new URL("service-worker.js", import.meta.url), "utf8")
          .replace('"__FILES__"', JSON.stringify(files.sort()))
          .replace("__VERSION__", hash.digest("hex").slice(0, 16)),
      });
    },
  };
}
