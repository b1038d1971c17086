/** The story of the lesson on semantic IDs in ranking, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = {
  dataset: "synthetic",
  backend: "wasm",
  by: "k-means",
  codes: 8,
  rows: 24,
  dim: 4,
  epochs: 1,
};

test("a reader trains with codes, and sees a hash and own rows beside them", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("semantic-ids", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("row of its own");
  await lab.train();
  await lab.finished();
  expect(await lab.number("AUC")).toBeGreaterThan(0.4);
  // Three levels of 8 codes and the mean film, 4 numbers and a bias each.
  expect(await lab.number("Table")).toBe(125);
  await expect(
    lab.region.getByText(/^AUC: with 125 numbers codes reach .* a hash of the same size/),
  ).toBeVisible();
  // Every metric has its slices.
  await lab.region.getByRole("combobox", { name: /^metric/ }).selectOption("GAUC");
  await expect(lab.region.getByText(/^GAUC: with 125 numbers codes reach 0/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "By popularity" }).click();
  await expect(lab.region.getByText(/^GAUC: a row of one’s own has .* codes have/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Training size" }).click();
  await expect(lab.region.getByText(/with 100\s?% of the ratings/)).toBeVisible();
});

test("one film is looked up in another way, and shares rows by chance or alike", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("semantic-ids", SMALL);
  await lab.region.getByRole("tab", { name: "One film" }).click();
  await expect(
    lab.region.getByRole("list", { name: /^Rows of/ }).getByRole("listitem"),
  ).toHaveCount(5);
  await lab.region.getByLabel("held as").selectOption("content");
  await expect(lab.region.getByText("content, through the layer")).toBeVisible();
  await expect(lab.region.getByRole("region", { name: /by chance$/ })).toBeVisible();
  await expect(lab.region.getByRole("region", { name: /alike$/ })).toBeVisible();
});

test("rows become a batch, and a list has its reasons", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("semantic-ids", { ...SMALL, film: "id+content" });
  await lab.region.getByRole("tab", { name: "From rows" }).click();
  await expect(lab.region.getByText(/row \d+ \+ content/).first()).toBeVisible();
  await lab.region.getByRole("tab", { name: "List, why" }).click();
  await expect(lab.region.getByText(/near is evidence, not a cause/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Paper, here" }).click();
  await expect(
    lab.region.getByRole("row", { name: /^how they are read .* row and content/i }),
  ).toBeVisible();
});

test("codes by a run of RQ-VAE beneath, trained here first", async ({ page }) => {
  const lab = new Lab(page);
  const { by: _, codes: __, ...rest } = SMALL;
  const query = { ...rest, "on.lesson": "rq-vae", "on.epochs": 1, "on.codes": 8 };
  await lab.open("semantic-ids", query, { timeout: 90_000 });
  await expect(lab.region.getByText(/codes 125\. Train/)).toBeVisible();
});
