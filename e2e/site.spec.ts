/** The built site on a plain host, under a sub-path, with none of our headers. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { test } from "@playwright/test";
import { Lab } from "./lab.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

test("the built site trains under a sub-path of a plain host", async ({ page }) => {
  const server = createServer(async ({ url = "" }, response) => {
    const path = new URL(url, "http://host").pathname.replace(/^\/courses\/recsys\//, "");
    try {
      const body = await readFile(`dist/${path || "index.html"}`);
      const type = TYPES[extname(path || "index.html")] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const link = "#/lessons/matrix-factorization?epochs=1&dim=8&batch=4096&numNegatives=1";
    await page.goto(`http://127.0.0.1:${port}/courses/recsys/${link}`);
    const lab = new Lab(page);
    await lab.train();
    await lab.finished();
  } finally {
    server.close();
  }
});
