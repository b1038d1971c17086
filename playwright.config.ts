import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/browser.mjs";
import { findChromium } from "./scripts/install.mjs";

const port = Number(process.env.E2E_PORT ?? 4173);

export default defineConfig({
  testDir: "e2e",
  // Two cores, and every page trains a model: two stories at a time took more than twice as long each.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls is not a failure; what needed a second try is named (scripts/test.mjs).
  retries: process.env.CI ? 1 : 0,
  outputDir: ".cache/e2e",
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    // A recording takes a fifth of the time of every story; what fails is told again with one.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    // What a service worker answers cannot be routed; the stories about it allow it.
    serviceWorkers: "block",
    launchOptions: { executablePath: findChromium(), args: chromiumFlags },
  },
  // Firefox and WebKit are the system's own, which Playwright does not drive (e2e/browsers).
  projects: [
    { name: "chromium", testIgnore: "browsers/browsers.spec.ts" },
    { name: "firefox", testMatch: "browsers/*.spec.ts" },
    { name: "webkit", testMatch: "browsers/*.spec.ts" },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    env: { PORT: String(port) },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
