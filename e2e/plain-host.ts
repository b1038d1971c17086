/** A host that knows nothing of us: serves the built site under a sub-path, without our headers. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * @param change what a file becomes on its way, by its path: a newer build, say
 * @param absent files that are not there, for which the host answers with its page
 */
export async function plainHost(
  change: (path: string, body: Buffer) => Buffer = (_, body) => body,
  absent?: RegExp,
) {
  const server = createServer(async ({ url = "" }, response) => {
    const asked = new URL(url, "http://host").pathname.replace(/^\/courses\/recsys\//, "");
    const path = asked === "" || absent?.test(asked) ? "index.html" : asked;
    try {
      const body = change(path, await readFile(`dist/${path}`));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/courses/recsys/`, close: () => server.close() };
}
