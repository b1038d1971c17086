/** The story of the lesson on ranking gradients, from the reader's point of view. */
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "ranking-gradients";
/** The generated lists, a few steps. */
const SMALL = { task: "top-heavy", epochs: 2, lr: 0.05, backend: "wasm" };

/** What the bench writes under a column: "Σ = 0", "L = 3.2". */
const numbers = async (page: Page, text: RegExp) =>
  Promise.all(
    (await page.locator("output", { hasText: text }).all()).map(async (output) =>
      Number.parseFloat(((await output.textContent()) ?? "").replace("−", "-").slice(4)),
    ),
  );

for (const backend of ["wasm", "webgpu"] as const) {
  test(`a reader trains two losses and compares them on ${backend}`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(SLUG, { ...SMALL, backend, loss: "ranknet" });
    await expect(page.getByRole("heading", { level: 1 })).toContainText("pulls a film up");
    await lab.train();
    await lab.finished();
    const pairs = await lab.number("Pair accuracy");
    expect(pairs).toBeGreaterThan(0.85);
    await lab.region.getByLabel("Loss function").selectOption("lambdarank");
    await lab.train();
    await lab.finished();
    await expect(lab.runs).toHaveCount(3);
    await expect(lab.runs.filter({ hasText: "lambdarank" })).toHaveCount(1);
    expect(await lab.number("NDCG@5")).toBeGreaterThan(0.5);
    await lab.region.getByRole("tab", { name: "Two metrics" }).click();
    await expect(lab.region.getByRole("img", { name: /NDCG@5 against pair/ })).toBeVisible();
  });
}

test("films are dragged on the bench, forces follow and sum to zero", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, task: "movielens" });
  await lab.region.getByRole("tab", { name: "Forces on one list" }).click();
  const films = lab.region.getByRole("slider", { name: /^Score of/ });
  await expect(films).toHaveCount(10);
  for (const sum of await numbers(page, /^Σ/)) expect(Math.abs(sum)).toBeLessThan(1e-6);

  const first = films.first();
  const before = Number(await first.getAttribute("aria-valuenow"));
  const said = await first.getAttribute("aria-valuetext");
  await first.focus();
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  expect(Number(await first.getAttribute("aria-valuenow"))).toBeGreaterThan(before);
  expect(await first.getAttribute("aria-valuetext")).not.toBe(said);
  for (const sum of await numbers(page, /^Σ/)) expect(Math.abs(sum)).toBeLessThan(1e-6);

  await lab.region.getByRole("button", { name: "Move by RankNet" }).click();
  await lab.region.getByRole("button", { name: "Back to the model" }).click();
  expect(Number(await first.getAttribute("aria-valuenow"))).toBeCloseTo(before, 9);
});

test("a constant changes pointwise losses only", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, task: "movielens" });
  await lab.region.getByLabel("Right column").selectOption("mse");
  const before = await numbers(page, /^L/);
  await lab.region.getByLabel(/add to all/).fill("5");
  const after = await numbers(page, /^L/);
  expect(after[0]).toBeCloseTo(before[0]!, 6);
  expect(Math.abs(after[1]! - before[1]!)).toBeGreaterThan(1);
});

test("one pair is written out and agrees with its finite difference", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, task: "movielens" });
  await expect(lab.region.getByText(/finite difference: −.*✓/)).toBeVisible();
});

test("a committed prediction starts the run that will answer it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, SMALL);
  const group = page.getByRole("group", { name: /^Predict Generated lists/ });
  await group.scrollIntoViewIfNeeded();
  await group.getByText("LambdaRank", { exact: true }).click();
  await group.getByRole("button", { name: "Commit" }).click();
  await expect(group.getByText("Your answer: LambdaRank")).toBeVisible();
  await expect(lab.status).toHaveText(/^(Preparing|Training)/);
});

test("the same link gives the same numbers", async ({ page }) => {
  const lab = new Lab(page);
  const seen: number[][] = [];
  for (let visit = 0; visit < 2; visit++) {
    await lab.open(SLUG, { ...SMALL, seed: 7, loss: "softmax" });
    await lab.train();
    await lab.finished();
    seen.push([await lab.number("Loss"), await lab.number("NDCG@10")]);
    await page.goto("about:blank");
  }
  expect(seen[0]).toEqual(seen[1]);
});
