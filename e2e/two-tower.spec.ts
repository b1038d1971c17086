/** The story of the lesson on two towers, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", dim: 8, epochs: 2, batch: 256, extra: 64 };

test("a reader trains both towers, turns logQ off and compares the two runs", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("two-tower", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "a film that nobody has seen",
  );
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
  const popular = await lab.number("Mean popularity@10");

  await page.goto("about:blank");
  await lab.open("two-tower", { ...SMALL, logq: false });
  await lab.train();
  await lab.finished();
  expect(await lab.number("Mean popularity@10")).toBeLessThan(popular);
});

test("the batch is shown cell by cell, and a row’s gradient agrees with finite differences", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("two-tower", SMALL);
  await lab.region.getByRole("tab", { name: "In the batch" }).click();
  const row = lab.region.getByRole("button", { name: /^Row of user/ }).nth(3);
  await row.click();
  await expect(row).toHaveAttribute("aria-pressed", "true");
  await expect(lab.region.getByText(/finite differences are at most/)).toBeVisible();
  await lab.region.getByRole("button", { name: "s − log Q" }).click();
  await expect(lab.region.getByRole("img", { name: /^In the batch:/ })).toBeVisible();
});

test("a film is taken out of a history, and both towers show their numbers", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("two-tower", SMALL);
  await lab.region.getByRole("tab", { name: "Towers" }).click();
  const score = lab.region.getByText(/products sum to/);
  const before = await score.textContent();
  await lab.region.getByRole("region", { name: "User tower" }).getByRole("button").first().click();
  await expect(score).not.toHaveText(before!);
  const list = lab.region.getByRole("region", { name: "First ten" });
  await expect(list.getByRole("heading")).toContainText("without");
  await expect(list.getByRole("listitem")).toHaveCount(10);
});

test("held-out films get neighbours, and a film made up gets an audience", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("two-tower", { ...SMALL, cold: 20 });
  await lab.region.getByRole("tab", { name: "New films" }).click();
  await expect(lab.region.getByText(/of 20 held-out films share/)).toBeVisible();
  const audience = lab.region.getByText(/would be among the first hundred films for/);
  const before = await audience.textContent();
  await lab.region.getByLabel("Title").fill("Another film");
  await expect(audience).toContainText("Another film");
  expect(await audience.textContent()).not.toBe(before);
});

test("the reader’s films go through the user tower without training", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("two-tower", SMALL);
  await lab.region.getByRole("tab", { name: "For you" }).click();
  const stars = lab.region.getByRole("slider", { name: "Stars" }).first();
  await stars.focus();
  await stars.press("End");
  await expect(lab.region.getByText(/these 10 films have/i).first()).toBeVisible();
});

test("searching all cells finds everything", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("two-tower", SMALL);
  await lab.region.getByRole("tab", { name: "Search" }).click();
  await lab.region.getByRole("button", { name: "16 cells" }).click();
  await expect(lab.region.getByText(/films in 16 cells/)).toBeVisible();
});
