/** Headless Chromium with WebGPU, on a graphics card if there is one, else on its software adapter. */
import { findChromium } from "./install.mjs";

/** Switched off. The switch stands once: Playwright's own list, as far as it matters here, is in this one. */
const WITHOUT = [
  // Popups of an address bar that nobody sees: two processes for each window, a second of the processor each.
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  // Calls home.
  ...["AimEnabled", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"],
  ...["PreconnectToSearch", "LensOverlay"],
  // What changes pages, or their end, behind a test's back.
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...["HttpsFirstBalancedModeAutoEnable", "PaintHolding", "ThirdPartyStoragePartitioning"],
];

/** What Chromium needs here: WebGPU without a card (BENCH_GPU=1 asks for a real one), no sandbox for root, no calls home. */
export const chromiumFlags = [
  "--enable-unsafe-webgpu",
  ...(process.env.BENCH_GPU ? ["--enable-features=Vulkan"] : ["--use-webgpu-adapter=swiftshader"]),
  `--disable-features=${WITHOUT.join(",")}`,
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export async function launchChromium() {
  const { chromium } = await import("playwright");
  return chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
}
