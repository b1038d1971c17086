/** The story of the lesson on feature crosses, from the reader's point of view. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "dcn-v2";
/** A pair is planted; one epoch learns it. */
const PAIR = {
  task: "crosses",
  terms: "x1 x2",
  crossLayers: 1,
  epochs: 1,
  lr: 0.01,
  backend: "wasm",
};
const RATINGS = { dataset: "synthetic", epochs: 2, dim: 4, deep: 8, backend: "wasm" };

test("a planted pair is learnt, by a layer and not by an MLP of its size", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, PAIR);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("learn to multiply");
  await lab.train();
  await lab.finished();
  expect(await lab.number("R2")).toBeGreaterThan(0.97);

  await lab.region.getByRole("tab", { name: "Planted" }).click();
  await expect(lab.region.getByText(/1 planted products?\. What the model is short/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "W by pairs" }).click();
  await expect(lab.region.getByText(/1 of 45 pairs are planted.* 1 of them/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Error by size" }).click();
  await expect(lab.region.getByRole("img", { name: /^Error against number/ })).toBeVisible();
  await expect(lab.region.getByText(/with 121 parameters/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Orders" }).click();
  await expect(lab.region.getByText(/products of up to 2 inputs are there/)).toBeVisible();
});

test("the reader plants a product of their own, and the link carries it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, PAIR);
  await lab.region.getByRole("tab", { name: "Planted" }).click();
  const group = lab.region.getByRole("group", { name: "A product of your own" });
  for (const name of ["x3", "x4", "x5"]) {
    await group.getByRole("button", { name, exact: true }).click();
  }
  await expect(group.getByText(/product of order 3: it takes 2 cross layers/)).toBeVisible();
  await group.getByRole("button", { name: "Plant it too" }).click();
  await expect(lab.region.getByLabel("Planted terms")).toHaveValue(/x1 x2 \+ 0\.5 x3 x4 x5/);
  await expect(page).toHaveURL(/terms=/);
  await lab.region.getByLabel("Planted terms").fill("x1 x1");
  await expect(lab.region.getByRole("alert")).toContainText("no input twice");
});

for (const backend of ["wasm", "webgpu"] as const) {
  test(`ratings train on ${backend}, one weight is written out and agrees`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(SLUG, { ...RATINGS, backend, epochs: 1, batch: 4096, crossLayers: 1 });
    await lab.train();
    await lab.finished();
    expect(await lab.number("AUC")).toBeGreaterThan(0.4);
    await lab.region.getByRole("tab", { name: "One weight" }).click();
    await expect(lab.region.getByRole("row", { name: /finite difference.*✓/ })).toBeVisible();
  });
}

test("a committed prediction starts the run that will answer it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, PAIR);
  const group = page.getByRole("group", { name: /^Predict DCN-v1/ });
  await group.scrollIntoViewIfNeeded();
  await group.getByText("Matrix (v2)", { exact: true }).click();
  await group.getByRole("button", { name: "Commit" }).click();
  await expect(group.getByText("Your answer: Matrix (v2)")).toBeVisible();
  await expect(lab.status).toHaveText(/^(Preparing|Training)/);
});

test("the reader rates a film and gets a list", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, RATINGS);
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "For you" }).click();
  const stars = lab.region.getByRole("slider", { name: "Stars" }).first();
  await stars.focus();
  await stars.press("End");
  await expect(lab.region.getByRole("heading", { name: "For you, right now" })).toBeVisible();
});

test("the same link gives the same numbers", async ({ page }) => {
  const lab = new Lab(page);
  const seen: number[][] = [];
  for (let visit = 0; visit < 2; visit++) {
    await lab.open(SLUG, { ...RATINGS, seed: 7 });
    await lab.train();
    await lab.finished();
    seen.push([await lab.number("Loss"), await lab.number("AUC"), await lab.number("Log loss")]);
    await page.goto("about:blank");
  }
  expect(seen[0]).toEqual(seen[1]);
});
