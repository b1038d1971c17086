/** The story of the lesson on target attention, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", dim: 4, history: 6, epochs: 1 };

test("a reader trains DIN, changes the candidate, and sees the other readers", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("target-attention", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("speak for this one");
  await lab.train();
  await lab.finished();
  expect(await lab.number("GAUC")).toBeGreaterThan(0.4);
  const sentence = lab.region.getByText(/^For .* DIN listens most to .*; for .*, in grey, to/);
  const before = await sentence.textContent();
  await lab.region.getByRole("button", { name: "Swap" }).click();
  await expect(sentence).not.toHaveText(before!);
  // The mean has trained beside it, and gives every film the same.
  await lab.region.getByRole("button", { name: "Mean", exact: true }).click();
  await expect(lab.region.getByText(/the same weight, whatever the candidate/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Readers" }).click();
  await expect(
    lab.region.getByText(/is first by GAUC and by pooled AUC|the two do not ask/),
  ).toBeVisible();
  await lab.region.getByRole("tab", { name: "Repeated" }).click();
  await expect(
    lab.region.getByText(/DIN’s sum is 4\.00 times as long, with softmax 1\.00 times/),
  ).toBeVisible();
  await lab.region.getByRole("tab", { name: "One list" }).click();
  await expect(lab.region.getByText(/two towers run once and take .* times fewer/)).toBeVisible();
});

test("BST shows the candidate’s row; rated films are read as a history", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("target-attention", { ...SMALL, reader: "bst", heads: 2, beside: "none" });
  await lab.region.getByRole("tab", { name: "BST" }).click();
  await expect(lab.region.getByText(/a mean of 2 heads, .* stays with itself/)).toBeVisible();
});
