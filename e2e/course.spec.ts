/** The first page: its text, a model that trains beside it, and what the reader has done in each lesson. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

test("a model trains beside the text while it is looked at, and rests when it is not", async ({
  page,
}) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("trained in front of you");
  const model = page.getByRole("region", { name: "A model, training now" });
  const status = model.getByRole("status", { name: "Training status" });
  await expect(status).toHaveText(/^Training now: Matrix factorization/, { timeout: 60_000 });
  await expect(model.getByRole("img", { name: /^Film map/ })).toBeVisible();
  await expect(model.getByRole("img", { name: /^NDCG@10 of held-out films/ })).toBeVisible();
  // Out of sight it rests; back in sight it goes on.
  await page.getByRole("link", { name: "How fast is this machine?" }).scrollIntoViewIfNeeded();
  await expect(status).not.toHaveText(/^Training now/);
  await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
  await expect(status).toHaveText(/^Training now/);
  // What the reader has paused stays so.
  await model.getByRole("button", { name: "Pause" }).click();
  await expect(model.getByRole("button", { name: "Train" })).toBeVisible();
  await model.getByRole("button", { name: "Another seed" }).click();
  await expect(model.getByText("Seed", { exact: true }).locator("xpath=..")).toContainText("2");
  await expect(status).toHaveText(/^Training now/);
  // Nothing of it is kept: the lesson has no run yet.
  await model.getByRole("link", { name: "Open Matrix factorization" }).click();
  const lab = new Lab(page);
  await expect(lab.status).toHaveText(/^Idle/, { timeout: 60_000 });
  await expect(lab.region.getByRole("table", { name: "Runs" })).toHaveCount(0);
});

test("who wants less motion starts it themselves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./");
  const model = page.getByRole("region", { name: "A model, training now" });
  const train = model.getByRole("button", { name: "Train" });
  await expect(model.getByRole("img", { name: /^Film map/ })).toBeVisible({ timeout: 60_000 });
  await expect(train).toBeVisible();
  await train.click();
  await expect(model.getByRole("button", { name: "Pause" })).toBeVisible();
});

test("a card says where the reader is, and their best run", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const lab = new Lab(page);
  await lab.open("matrix-factorization", {
    dataset: "synthetic",
    dim: 4,
    epochs: 1,
    backend: "wasm",
  });
  await lab.train();
  await lab.finished();
  await page.goto("./#/");
  const card = page.getByRole("link", { name: /^Matrix factorization/ }).and(page.locator(".card"));
  await expect(card).toContainText(/section 1 of \d+ · NDCG@10 0\.\d+/);
  await expect(
    page.getByRole("link", { name: /^Two towers/ }).and(page.locator(".card")),
  ).not.toContainText("section");
});
