/**
 * Two kinds of tests: `*.test.ts` run in headless Chromium, with WebAssembly and with WebGPU (on a
 * software adapter where there is no card); `*.node.test.ts` are pure and run in Node.
 */
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumFlags } from "./scripts/browser.mjs";
import { findChromium } from "./scripts/install.mjs";
import { course } from "./src/course-plugin.ts";
import { prose } from "./vite.config.ts";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [prose, course()],
        test: {
          name: "node",
          environment: "node",
          // Read as text by the test of the palette.
          css: true,
          include: ["src/**/*.node.test.ts", "scripts/**/*.test.mjs"],
        },
      },
      {
        optimizeDeps: {
          include: [
            "@tensorflow/tfjs-core",
            "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops",
            "@tensorflow/tfjs-core/dist/register_all_gradients",
            "@tensorflow/tfjs-backend-wasm",
            "@tensorflow/tfjs-backend-webgpu",
            "zod",
          ],
        },
        test: {
          name: "browser",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: ["src/**/*.node.test.ts"],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium(), args: chromiumFlags },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
