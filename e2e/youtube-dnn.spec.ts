/** The story of the lesson on pooled histories, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", dim: 8, history: 6, drawn: 32, epochs: 2 };

test("a reader sees what each target may read, pools films twice, and finds the softmax’s ten without it", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("youtube-dnn", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("watched next");
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10 random")).toBeGreaterThanOrEqual(0);
  const sentence = lab.region.getByText(/held out at random it is looked for with .* after it/);
  const before = await sentence.textContent();
  await lab.region.getByRole("slider", { name: "target" }).press("ArrowRight");
  await expect(sentence).not.toHaveText(before!);
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("Pooling");
  const pooled = lab.region.getByText(/the mean has length .*, the sum /);
  const once = await pooled.textContent();
  await lab.region.getByRole("button", { name: "Every film twice" }).click();
  await expect(pooled).toContainText("each twice");
  const length = (text: string | null, of: string) =>
    Number(new RegExp(`the ${of} (?:has length )?([\\d.]+)`).exec(text ?? "")![1]);
  const twice = await pooled.textContent();
  expect(length(twice, "mean")).toBe(length(once, "mean"));
  expect(length(twice, "sum")).toBeCloseTo(2 * length(once, "sum"), 1);
  await view("Serving");
  await expect(
    lab.region.getByText(/the largest dot products have 10 .* the smallest distances 10,/),
  ).toBeVisible();
  // The table is filled by runs: this one, and one with the other target.
  await view("Both tests");
  await lab.region.getByRole("button", { name: /^Train: Max; target: the next film/ }).click();
  await lab.finished();
  await expect(
    lab.region.getByText(/Of 2 that were trained, first on the next film/),
  ).toBeVisible();
});

test("a run that reads ages can be told another time", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("youtube-dnn", SMALL);
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("Age");
  await lab.region.getByRole("button", { name: "Train with example age" }).click();
  await lab.finished();
  const told = lab.region.getByText(/^Told that it is/);
  const now = await told.textContent();
  await lab.region.getByRole("slider", { name: "example age" }).press("End");
  await expect(told).not.toHaveText(now!);
});
