#!/usr/bin/env node
/**
 * npm start: installs what is missing, serves the notebook, prints its address (PORT overrides 5173).
 * npm run dev: the same from the sources, for those who write lessons; pages follow every edit.
 */
import { installPackages, root } from "./install.mjs";

installPackages();
const port = Number(process.env.PORT || 5173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`PORT is "${process.env.PORT}", but it takes a whole number from 1 to 65535.`);
  process.exit(2);
}
try {
  if (process.argv.includes("--dev")) {
    const { createServer } = await import("vite");
    const server = await createServer({ root, server: { port, strictPort: true } });
    await server.listen();
    server.printUrls();
  } else {
    const { buildSite, serveSite } = await import("./site.mjs");
    await buildSite();
    const { url } = await serveSite({ port, host: process.env.HOST || "localhost" });
    console.log(`Live RecSys is at ${url}`);
  }
} catch (error) {
  const busy = /already in use|EADDRINUSE/.test(String(error));
  console.error(
    busy ? `Port ${port} is taken: choose another one with PORT=5174 npm start.` : error,
  );
  process.exit(1);
}
