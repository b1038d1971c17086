/** The story of the short lesson on DLRM, from the reader's point of view. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "dlrm";
const SMALL = { dataset: "synthetic", epochs: 1, dim: 4, deep: 8, backend: "wasm" };

test("ratings train, a dot is set to zero, and its slope is checked", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("two vectors");
  await lab.train();
  await lab.finished();
  expect(await lab.number("AUC")).toBeGreaterThan(0.4);
  await lab.region.getByRole("tab", { name: "Dots" }).click();
  await expect(lab.region.getByText(/15 pairs count; without the dot of/)).toBeVisible();
  const worth = lab.region.getByRole("table", { name: "What this dot does to s" });
  await expect(worth).toContainText("✓");
  const before = await worth.textContent();
  await lab.region.getByLabel("The other vector").selectOption("genres");
  await expect(worth).not.toHaveText(before!);
});

test("with a linear top a planted pair is learnt, and no triple", async ({ page }) => {
  const lab = new Lab(page);
  const linear = { task: "crosses", deep: 0, epochs: 1, lr: 0.01, backend: "wasm" };
  for (const [terms, low, high] of [
    ["x1 x2", 0.97, 1],
    ["x1 x2 x3", -0.2, 0.05],
  ] as const) {
    await lab.open(SLUG, { ...linear, terms });
    await lab.train();
    await lab.finished();
    const r2 = await lab.number("R2");
    expect(r2).toBeGreaterThan(low);
    expect(r2).toBeLessThanOrEqual(high);
    await page.goto("about:blank");
  }
});
