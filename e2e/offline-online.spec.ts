/** The story of the lesson on a model that wins offline and loses online, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

// The sections with a question cover what would answer it.
const SMALL = {
  step: "test",
  dataset: "synthetic",
  backend: "wasm",
  policy: "clicks",
  visits: 3000,
  epochs: 2,
  dim: 4,
};

test("a reader compares five estimates with the truth, runs a test and stops it, and sees equals beaten", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("offline-online", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("lose the A/B test");
  await lab.train();
  await lab.finished();
  for (const metric of ["Online", "NDCG@10", "Replay", "IPS", "SNIPS", "DM", "DR"]) {
    expect(await lab.number(metric), metric).toBeGreaterThan(0);
  }
  await lab.region.getByRole("tab", { name: "Offline, online" }).click();
  const intervals = lab.region.getByRole("img", { name: /^Intervals of five estimators/ });
  await expect(intervals).toHaveAccessibleName(
    /“clicked against not clicked” wins .* effective rows/,
  );
  await lab.region.getByRole("button", { name: "most rated" }).click();
  await expect(intervals).toHaveAccessibleName(/“most rated” wins/);

  await lab.region.getByRole("tab", { name: "A/B test" }).click();
  await lab.region.getByLabel("Arm A").selectOption("popular");
  await lab.button("Let people in").click();
  await expect(lab.region.getByText(/^[3-9]00 people: B − A is .* ±/)).toBeVisible();
  await lab.button("Stop and decide").click();
  await expect(lab.region.getByText(/people: B − A is .* The truth is [+−]0/)).toBeVisible();
  await expect(lab.button("Let people in")).toBeDisabled();
  await lab.button("Begin again").click();
  await expect(lab.region.getByText(/^A shows the lists of “most rated”/)).toBeVisible();

  await lab.region.getByRole("tab", { name: "A/A tests" }).click();
  const fooled = lab.region.getByText(/stopped at the first significant of 20 looks, \d+%/);
  await expect(fooled).toBeVisible();
  const share = Number(/looks, (\d+)%/.exec((await fooled.textContent())!)![1]);
  expect(share).toBeGreaterThan(10);
});

test("a logger without chance is told so in words, and the direct method alone has a number", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("offline-online", { ...SMALL, logger: "greedy", epochs: 1 });
  await lab.train();
  await lab.finished();
  expect(await lab.number("DM")).toBeGreaterThan(0);
  await expect(lab.output("IPS")).toHaveText("–");
  await lab.region.getByRole("tab", { name: "Offline, online" }).click();
  await expect(lab.region.getByText(/^This logger has no chance/)).toBeVisible();
});

test("in auctions the weight of a click moves the prediction by price", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("offline-online", {
    step: "test",
    task: "bids",
    weight: "price",
    epochs: 2,
    backend: "wasm",
  });
  await lab.train();
  await lab.finished();
  expect(await lab.number("Revenue")).toBeGreaterThan(0.8);
  await lab.region.getByRole("tab", { name: "By price" }).click();
  await expect(
    lab.region.getByRole("img", { name: /^Predicted and clicked by bid\. Clicks weigh by price/ }),
  ).toBeVisible();
});
