/** Headless Chromium with WebGPU, on a graphics card if there is one, else on its software adapter. */
import { findChromium } from "./install.mjs";

/** What Chromium needs here: WebGPU without a card (BENCH_GPU=1 asks for a real one), no sandbox for root, no calls home. */
export const chromiumFlags = [
  "--enable-unsafe-webgpu",
  ...(process.env.BENCH_GPU ? ["--enable-features=Vulkan"] : ["--use-webgpu-adapter=swiftshader"]),
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
