/** The story of the lesson on the data: counting, guessing, hiding, from the reader's point of view. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

/** Three hundred made-up people: the models are the same, and reading them takes a moment. */
const SMALL = { dataset: "synthetic", backend: "wasm", batch: 512 } as const;

test("the ratings are read, and the popular list ends where the baseline is", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("the-data", { backend: "wasm", batch: 4096 });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("How hard is popularity");
  const matrix = lab.region.getByRole("img", { name: /^All there is to read: 671 users/ });
  await expect(matrix).toBeVisible();

  await lab.button("Step").click();
  await expect(lab.status).toHaveText(/^Paused/);
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBe(0.0203);
  expect(await lab.number("HR@10")).toBe(0.0447);
  expect(await lab.number("Top 10%")).toBeCloseTo(0.418, 3);
  await expect(lab.runs).toHaveCount(2);

  await lab.region.getByRole("tab", { name: "One list" }).click();
  await expect(lab.region.getByText(/rank 3 of .*: a hit/)).toBeVisible();
  const rank = lab.region.getByRole("slider", { name: "Rank of the hidden film" });
  for (let down = 0; down < 8; down++) await rank.press("ArrowRight");
  await expect(lab.region.getByText(/rank 11 of .*: no hit, though AUC/)).toBeVisible();

  await lab.region.getByRole("tab", { name: "Long tail" }).click();
  const tail = lab.region.getByRole("img", { name: /^Ratings by film/ });
  await expect(tail).toHaveAccessibleName(/hold \d+% of the interactions/);
  const whole = await tail.getAttribute("aria-label");
  const slider = lab.region.getByRole("slider", { name: "Training step" });
  await slider.press("ArrowLeft");
  await slider.press("ArrowLeft");
  await expect(tail).not.toHaveAccessibleName(whole!);
  await slider.press("ArrowRight");
  await slider.press("ArrowRight");
  await expect(tail).toHaveAccessibleName(whole!);
  const cut = lab.region.getByRole("slider", { name: "Cut" });
  await cut.press("ArrowLeft");
  await expect(tail).not.toHaveAccessibleName(whole!);
});

test("predictions are settled by runs: a share, and popularity against neighbours", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("the-data", SMALL);
  const share = page.getByRole("group", { name: /^Predict What share of all/ });
  await share.getByRole("slider").press("ArrowRight");
  await share.getByRole("button", { name: "Commit" }).click();
  await expect(share.getByText("The run", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(share.getByText("Gap", { exact: true })).toBeVisible();

  const winner = page.getByRole("group", { name: /^Predict Same ratings, same question/ });
  await winner.getByRole("radio", { name: "Item-kNN" }).check();
  await winner.getByRole("button", { name: "Commit" }).click();
  await expect(
    winner.getByText(/NDCG@10( of three seeds)?: Item-kNN 0\.\d+, Popularity 0\.\d+/),
  ).toBeVisible({
    timeout: 90_000,
  });
});

test("what is hidden changes with the split, and says what it leaks", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("the-data", SMALL);
  await lab.region.getByRole("tab", { name: "What is hidden" }).click();
  const picture = lab.region.getByRole("img", { name: /^What is hidden/ });
  await expect(picture).toHaveAccessibleName(/On average 0% of the same person/);
  await page.getByRole("button", { name: "one at random" }).click();
  await expect(picture).toHaveAccessibleName(/On average [3-6]\d% of the same person/);
  await page.getByRole("button", { name: "all that came after one day" }).click();
  await expect(picture).toHaveAccessibleName(/0% of the same person.*and 0% of everybody/);
  await lab.region.getByRole("button", { name: "Calendar" }).click();
  await lab.region.getByRole("button", { name: "Data", exact: true }).first().click();
  await expect(lab.region.getByRole("columnheader", { name: "not used" })).toBeVisible();
});

test("a score of item-kNN can be checked by hand, and the reader gets a list", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("the-data", { ...SMALL, model: "item-knn" });
  await lab.region.getByRole("tab", { name: "Why this film" }).click();
  await expect(lab.region.getByText(/the first recommendation stands here/)).toBeVisible();
  await lab.train();
  await lab.finished();
  const sum = lab.region.getByText(/⁄ \(√\(/);
  await expect(sum).toBeVisible();
  const [both, one, other, beta, result] = (await sum.textContent())!
    .match(/[\d.]+/g)!
    .map(Number) as [number, number, number, number, number];
  expect(result).toBeCloseTo(both / (Math.sqrt(one * other) + beta), 3);
  await lab.region.getByRole("tab", { name: "Two lists" }).click();
  await expect(lab.region.getByRole("list", { name: "Item-kNN, best first" })).toBeVisible();
});

test("a setting that does not exist here is said in words", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("the-data", { ...SMALL, epochs: 3 });
  await expect(page.getByText(/no setting "epochs"/)).toBeVisible();
});
