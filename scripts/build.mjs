#!/usr/bin/env node
/** npm run build: a static site in dist/ with relative paths, for any static host or sub-path. */
import { installPackages } from "./install.mjs";

installPackages();
const { buildSite } = await import("./site.mjs");
await buildSite({ always: true });
console.log("The site is in dist/: copy it to any static host.");
