/**
 * Hours of use: training on and on, trips in time and walks through the pictures leave memory where it
 * was. A minute here; `LOAD_MINUTES=60 npx playwright test e2e/load.spec.ts` is an hour, told minute by
 * minute.
 */
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const MINUTES = Number(process.env.LOAD_MINUTES ?? 0);
/** Rounds before the first measurement: caches fill, code is compiled. */
const WARM_UP = 2;
const ROUNDS = 4;
/** Buffers of readings under way, which come and go; a leak would be one a step, of which there are hundreds. */
const IN_FLIGHT = 8;

interface Held {
  readonly tensors: number;
  readonly buffers: number;
  readonly listeners: number;
  readonly nodes: number;
  readonly heapMB: number;
}

/** From now on the training worker counts the GPU buffers that are alive, and answers for its tensors. */
async function watchWorker(
  page: Page,
): Promise<() => Promise<{ tensors: number; buffers: number }>> {
  const worker = page.workers()[0]!;
  await worker.evaluate(() => {
    const alive = new Set<GPUBuffer>();
    const { createBuffer } = GPUDevice.prototype;
    const { destroy } = GPUBuffer.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      alive.add(buffer);
      return buffer;
    };
    GPUBuffer.prototype.destroy = function () {
      alive.delete(this);
      return destroy.call(this);
    };
    Object.assign(self, { buffersAlive: () => alive.size });
  });
  return () =>
    worker.evaluate(
      () =>
        new Promise<{ tensors: number; buffers: number }>((told) => {
          const scope = self as unknown as {
            postMessage: (message: unknown) => void;
            buffersAlive: () => number;
          };
          const { postMessage } = scope;
          scope.postMessage = (message) => {
            const { id, result } = message as { id: number; result: { tensors: number } };
            if (id !== -1) return postMessage.call(scope, message);
            scope.postMessage = postMessage;
            told({ tensors: result.tensors, buffers: scope.buffersAlive() });
          };
          const call = { id: -1, method: "memory", args: [] };
          self.dispatchEvent(new MessageEvent("message", { data: call }));
        }),
    );
}

async function heldBy(page: Page, browser: CDPSession, worker: () => Promise<object>) {
  await browser.send("HeapProfiler.collectGarbage");
  const { metrics } = await browser.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  await expect(page.getByRole("region", { name: "Lab" })).toBeVisible();
  return {
    ...(await worker()),
    listeners: of("JSEventListeners"),
    nodes: of("Nodes"),
    heapMB: of("JSHeapUsedSize") / 2 ** 20,
  } as Held;
}

/** Trains some way, looks at every picture meanwhile, and goes back to the start of training. */
async function round(lab: Lab) {
  const bar = lab.region.getByRole("progressbar", { name: "Training progress" });
  await lab.train();
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")))
    .toBeGreaterThan(60);
  await lab.forEachView(async () => {});
  const slider = lab.region.getByRole("slider", { name: "Training step" });
  await lab.button("Pause").click();
  for (let trip = 0; trip < 10; trip++) await slider.press("ArrowLeft");
  await slider.press("Home");
  await expect(lab.status).toHaveText(/^Paused/);
  await expect(bar).toHaveAttribute("aria-valuenow", "0");
}

// In the tests where there is the most to lose; an hour of each when it is asked for.
for (const backend of MINUTES > 0 ? ["wasm", "webgpu"] : ["webgpu"]) {
  test(`training on, trips in time and all pictures leave memory flat on ${backend}`, async ({
    page,
  }) => {
    test.setTimeout(240_000 + MINUTES * 90_000);
    const lab = new Lab(page);
    const small = { dataset: "synthetic", dim: 8, batch: 256, epochs: 200, backend };
    await lab.open("matrix-factorization", small);
    const browser = await page.context().newCDPSession(page);
    await browser.send("Performance.enable");
    const worker = await watchWorker(page);
    for (let n = 0; n < WARM_UP; n++) await round(lab);
    const held = [await heldBy(page, browser, worker)];
    const end = Date.now() + MINUTES * 60_000;
    for (let n = 1; n < ROUNDS || Date.now() < end; n++) {
      await round(lab);
      const now = await heldBy(page, browser, worker);
      held.push(now);
      if (MINUTES > 0) console.log(`${new Date().toISOString()} ${JSON.stringify(now)}`);
    }
    const [first, last] = [held[0]!, held.at(-1)!];
    expect(last.tensors).toBe(first.tensors);
    // tfjs keeps buffers for later: there are more of them after the busiest moment so far, but not after every round.
    const grown = held.slice(1).map(({ buffers }, n) => buffers - held[n]!.buffers);
    expect(Math.min(...grown)).toBeLessThanOrEqual(IN_FLIGHT);
    expect(last.listeners).toBeLessThanOrEqual(first.listeners * 1.05);
    expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.05);
    expect(last.heapMB).toBeLessThan(first.heapMB * 1.1 + 2);
  });
}
