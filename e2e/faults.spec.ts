/** What goes wrong in mid-training, and that nothing is lost by it. */
import { expect, test } from "@playwright/test";
import { Lab, trainingWorker } from "./lab.ts";

const SLUG = "matrix-factorization";
const SMALL = { dataset: "synthetic", dim: 8, batch: 256, seed: 5 };

/** The numbers at the end of a run that nothing disturbs. */
async function undisturbed(lab: Lab, settings: Record<string, string | number>) {
  await lab.open(SLUG, settings);
  await lab.train();
  await lab.finished();
  const seen = [await lab.number("Loss"), await lab.number("NDCG@10")];
  await lab.page.goto("about:blank");
  return seen;
}

async function halfway(lab: Lab) {
  await lab.train();
  const bar = lab.region.getByRole("progressbar", { name: "Training progress" });
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(3);
  // There is a checkpoint to go back to.
  await expect(lab.region.getByRole("slider", { name: "Training step" })).toBeEnabled();
}

test("the graphics card is lost: training goes on from a checkpoint and ends in the same numbers", async ({
  page,
}) => {
  const lab = new Lab(page);
  const settings = { ...SMALL, backend: "webgpu", epochs: 4 };
  const expected = await undisturbed(lab, settings);
  await lab.open(SLUG, settings);
  await halfway(lab);
  await lab.loseCard();
  await expect(page.getByText(/The graphics card was lost .* goes on from step/)).toBeVisible();
  await lab.finished();
  expect([await lab.number("Loss"), await lab.number("NDCG@10")]).toEqual(expected);
  await expect(lab.output("Back end")).toContainText("WebGPU");
});

test("the graphics card is lost for good: training goes on with WebAssembly", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "webgpu", epochs: 4 });
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(navigator, "gpu", { value: undefined });${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await halfway(lab);
  await lab.loseCard();
  await expect(page.getByText(/The graphics card was lost .* with WebAssembly/)).toBeVisible();
  await lab.finished();
  await expect(lab.output("Back end")).toContainText("WebAssembly");
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
});

test("the worker is killed: a new one takes the same steps and ends in the same numbers", async ({
  page,
}) => {
  const lab = new Lab(page);
  const settings = { ...SMALL, backend: "wasm", epochs: 12 };
  const expected = await undisturbed(lab, settings);
  await lab.open(SLUG, settings);
  await halfway(lab);
  await lab.killWorker();
  await expect(page.getByText(/The training worker stopped .* same \d+ steps again/)).toBeVisible();
  await lab.finished();
  expect([await lab.number("Loss"), await lab.number("NDCG@10")]).toEqual(expected);
  // The heading, the run that nothing disturbed, and this one.
  await expect(lab.runs).toHaveCount(3);
});

test("the worker hangs: Pausing until it answers, and Reset or leaving end it", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "wasm", epochs: 12 });
  const hang = () =>
    void trainingWorker(page)
      .evaluate("for (;;);")
      .catch(() => {});
  await halfway(lab);
  hang();
  await lab.button("Pause").click();
  await expect(lab.status).toHaveText(/^Pausing/);
  await lab.button("Reset").click();
  await expect(lab.status).toHaveText(/^Idle/);
  await expect(page.getByText(/did not answer any more and was ended/)).toBeVisible();
  await halfway(lab);
  hang();
  await lab.open("two-tower", { ...SMALL, backend: "wasm" });
  await lab.button("Step").click();
  await expect(lab.status).toHaveText(/^Paused/);
});

test("the page sleeps in mid-training: it wakes and ends in the same numbers", async ({ page }) => {
  const lab = new Lab(page);
  const settings = { ...SMALL, backend: "wasm", epochs: 12 };
  const expected = await undisturbed(lab, settings);
  await lab.open(SLUG, settings);
  await halfway(lab);
  // Headless Chromium does not freeze a page; its debugger stops it just as well.
  const browser = await page.context().newCDPSession(page);
  await browser.send("Debugger.enable");
  const asleep = new Promise<void>((stopped) => browser.once("Debugger.paused", () => stopped()));
  await browser.send("Debugger.pause");
  await asleep;
  await browser.send("Debugger.resume");
  await browser.send("Debugger.disable");
  await lab.finished();
  expect([await lab.number("Loss"), await lab.number("NDCG@10")]).toEqual(expected);
});

test("a hidden tab, which draws no frames, trains on to the end", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "wasm", epochs: 12 });
  await halfway(lab);
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
});

test("storage is full: it is said with what to do, and the run stays on the page", async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "wasm", epochs: 1 });
  await lab.train();
  await lab.finished();
  await expect(page.getByText(/storage for this site is full.*Export your runs/)).toBeVisible();
  await expect(lab.runs).toHaveCount(2);
});

test("memory runs out: it is said with what to do, and the run is kept", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "wasm", epochs: 12 });
  await halfway(lab);
  await trainingWorker(page).evaluate(() => {
    Float32Array.prototype.set = () => {
      throw new RangeError("Array buffer allocation failed");
    };
  });
  await expect(lab.status).toHaveText(/^Failed.*run out of memory.*smaller batch/);
  await expect(lab.runs).toHaveCount(2);
});

test("the loss leaves all bounds: it is explained, and one step leads back", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, backend: "wasm", epochs: 12, loss: "mse", lr: 1, l2: 1 });
  await halfway(lab);
  await trainingWorker(page).evaluate(() => {
    // The next batch has a rating that no one gave.
    const { set } = Float32Array.prototype;
    Float32Array.prototype.set = function (...given) {
      set.apply(this, given);
      if (this.length > 0) this[0] = Number.NaN;
    };
  });
  await expect(lab.status).toHaveText(/^Failed.*left all bounds at step \d+/);
  const back = lab.region.getByRole("button", { name: /Back to the last good step/ });
  await back.click();
  await expect(lab.status).toHaveText(/^Paused/);
  expect(await lab.number("Loss")).toBeGreaterThan(0);
});
