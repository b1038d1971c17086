/** Builds the static site when its sources are newer than it, and serves it. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { root } from "./install.mjs";

const SOURCES = [
  "src",
  "public",
  "index.html",
  "headless.html",
  "vite.config.ts",
  "package-lock.json",
];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}

function isFresh() {
  const built = `${root}dist/index.html`;
  if (!existsSync(built)) return false;
  const made = statSync(built).mtimeMs;
  return SOURCES.every((source) => newest(root + source) < made);
}

export async function buildSite({ always = false } = {}) {
  if (!always && isFresh()) return;
  console.error("Building the site ...");
  const { build } = await import("vite");
  await build({ root, logLevel: "warn" });
}

/** "/%23/lessons/x" is "/#/lessons/x" that somebody's mail program has escaped. */
const mendedLinks = {
  name: "mended-links",
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const at = request.url.search(/%23\/?/);
      if (at < 0) return next();
      response.writeHead(302, {
        Location: `${request.url.slice(0, at)}#${request.url.slice(at + 3)}`,
      });
      response.end();
    });
  },
};

/** Serves the built site. @returns the server and its address */
export async function serveSite({ port = 0, host = "127.0.0.1" } = {}) {
  const { preview } = await import("vite");
  const server = await preview({
    root,
    // What is not there answers 404, and not with the page: nobody may take that for a script.
    appType: "mpa",
    plugins: [mendedLinks],
    logLevel: "error",
    preview: { port, host, strictPort: port !== 0 },
  });
  const address = server.httpServer.address();
  return { server, url: `http://localhost:${address.port}/`, port: address.port };
}
