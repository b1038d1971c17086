/** The story of the lesson on a model that trains on its own recommendations, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = {
  dataset: "synthetic",
  backend: "wasm",
  policy: "epsilon",
  epsilon: 0.5,
  rounds: 3,
  epochs: 3,
  slots: 4,
  dim: 4,
};

test("a reader watches exposure fill in by rounds, goes back in them, and calls the ghost", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("feedback-loop", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("its own recommendations");
  await expect(lab.region.getByText(/^Before the first round everybody/)).toBeVisible();
  await lab.train();
  await lab.finished();
  expect(await lab.number("Clicks per slot")).toBeGreaterThan(0);
  expect(await lab.number("Catalogue shown")).toBeGreaterThan(0.9);
  const map = () => lab.region.getByRole("img", { name: /^People by films\. After round/ });
  await expect(map()).toHaveAccessibleName(/After round 3 .*ghost: \d+%/);
  await lab.button("Round before").click();
  await expect(map()).toHaveAccessibleName(/After round 2/);
  await page.keyboard.down("g");
  await expect(lab.region.getByText("the ghost: shown")).toBeVisible();
  await page.keyboard.up("g");
  await expect(lab.region.getByText("the ghost: shown")).toHaveCount(0);
  await lab.region.getByRole("tab", { name: "Clicks", exact: true }).click();
  await expect(lab.region.getByText(/^Rounds 1 to 2: .*the ghost/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Belief" }).click();
  await expect(lab.region.getByText(/pairs never shown, belief and truth/)).toBeVisible();
  // Time travel takes the log back, too.
  await lab.region.getByRole("tab", { name: "Who was shown what" }).click();
  await lab.region.getByRole("slider", { name: "Training step" }).press("Home");
  await expect(lab.region.getByText(/^Before the first round everybody/)).toBeVisible();
});

test("a reader is one more person: is shown a list, clicks, and is shown the next", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("feedback-loop", SMALL);
  await lab.region.getByRole("tab", { name: "You", exact: true }).click();
  const list = lab.region.getByRole("region", { name: "Your list" });
  await expect(list.getByRole("button")).toHaveCount(4);
  const first = await list.getByRole("button").first().textContent();
  await list.getByRole("button").first().click();
  await lab.button("Next list").click();
  await expect(lab.region.getByText(/^You were shown 4 films and clicked 25%/)).toBeVisible();
  await expect(list.getByRole("button")).toHaveCount(4);
  await expect(list.getByText(first!.replace(/\d+(\.\d+)?%.*$/, ""))).toHaveCount(0);
  // The ghost, with the same clicks.
  const ghost = lab.region.getByRole("region", { name: "What the ghost would show you" });
  await expect(ghost.getByRole("listitem")).toHaveCount(4);
  await expect(ghost.getByText(first!.replace(/\d+(\.\d+)?%.*$/, ""))).toHaveCount(0);
  await lab.region.getByRole("tab", { name: "List, why" }).click();
  await expect(lab.region.getByText(/^The next list of person 0/)).toBeVisible();
});

test("who would run out of films is told so in words", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("./#/lessons/feedback-loop?dataset=synthetic&rounds=40&slots=10");
  await expect(lab.status).toHaveText(/^Failed.*40 rounds of 10 films and the opening need 410/);
});
