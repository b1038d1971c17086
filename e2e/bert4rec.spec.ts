/** The story of the lesson on BERT4Rec, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

// The sections with a question cover what would answer it.
const SMALL = {
  step: "cloze",
  dataset: "synthetic",
  backend: "wasm",
  length: 8,
  dim: 8,
  blocks: 1,
  epochs: 2,
  batch: 64,
};

test("a reader hides films and reads what the model takes them for, from both sides and from one", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("from both sides");
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10 filled")).toBeGreaterThan(0);
  const strip = lab.region.getByRole("list", { name: /^Films, oldest first/ });
  await expect(strip.getByRole("listitem")).toHaveCount(8);
  await expect(strip.getByRole("button", { pressed: true })).toHaveCount(1);
  await expect(
    lab.region.getByText(/rank \d+ of \d+ from what is before it, \d+ from both sides/),
  ).toBeVisible();
  const both = lab.region.getByRole("list", { name: "From both sides" });
  await expect(both.getByRole("listitem").first()).toContainText("%");
  await strip.getByRole("button", { pressed: false }).first().click();
  await expect(strip.getByRole("button", { pressed: true })).toHaveCount(2);
  await expect(lab.region.getByText(/^2 films of user 0 are hidden/)).toBeVisible();
  // The first film has nothing before it; hidden alone it is guessed from what is behind it only.
  await lab.button("None").click();
  await expect(lab.region.getByText(/^Nothing is hidden/)).toBeVisible();
  await lab.button("Newest").click();
  await expect(strip.getByRole("button", { pressed: true })).toHaveCount(1);
  await expect(strip.getByRole("listitem").last().getByRole("button")).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("a model of the next film answers from one side only, and trains beside the other", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", { ...SMALL, objective: "next" });
  await lab.train();
  await lab.finished();
  await expect(lab.region.getByRole("list", { name: "From what is before it" })).toBeVisible();
  await expect(lab.region.getByRole("list", { name: "From both sides" })).toHaveCount(0);
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("Both ways");
  await lab.button("Train it beside this one").click();
  const both = lab.region.getByRole("region", { name: "Cloze: both ways" });
  await expect(both.getByRole("img", { name: /attention over 8 places/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(
    lab.region.getByRole("region", { name: "Next film: one way" }).getByText(/^0% on later films/),
  ).toBeVisible();
  await view("Sides");
  await expect(lab.region.getByText(/from both sides this model cannot be asked/)).toBeVisible();
});

test("maskings are counted, runs stand by what they asked for, and a change is a row", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", SMALL);
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("Maskings");
  await expect(lab.region.getByText(/^8 films give 7 questions .* in 28 ways\.$/)).toBeVisible();
  await lab.region.getByRole("slider", { name: "Hidden" }).press("End");
  await expect(lab.region.getByText(/hiding 7 of them can be done in 8 ways/)).toBeVisible();
  await lab.train();
  await lab.finished();
  await view("Asked for");
  await lab.region.getByRole("button", { name: "Train: next film" }).click();
  await lab.finished();
  await expect(
    lab.region.getByText(/^Until its first evaluation cloze asks for [\d,]+ films/),
  ).toBeVisible();
  await view("Changes");
  await lab.region.getByRole("button", { name: /^Train: SASRec: next film/ }).click();
  await lab.finished();
  await expect(
    lab.region.getByText(/^Of \d that were trained, first among all films/),
  ).toBeVisible();
});

test("on generated chains the best that can be done stands beside the model", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", { ...SMALL, task: "chain", epochs: 1 });
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "Sides", exact: true }).click();
  const said = lab.region.getByText(/By the true probabilities it would be (\d+)% and (\d+)%/);
  await expect(said).toBeVisible();
  const [, before, both] = /be (\d+)% and (\d+)%/.exec((await said.textContent())!)!;
  expect(Number(both)).toBeGreaterThan(Number(before));
});

test("the reader's own films are hidden and guessed", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", SMALL);
  await lab.region.getByRole("tab", { name: "Your films", exact: true }).click();
  await lab.region.getByRole("button", { name: "Take the last 8 of user 0" }).click();
  const strip = lab.region.getByRole("list", { name: /^Films, oldest first/ });
  await expect(strip.getByRole("listitem")).toHaveCount(8);
  await strip.getByRole("button", { name: /^Film/ }).first().click();
  await expect(lab.region.getByText(/^2 films of you are hidden/)).toBeVisible();
  await strip
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await expect(strip.getByRole("listitem")).toHaveCount(7);
});

test("the three things that every lesson has", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("bert4rec", SMALL);
  await lab.showsThreeThings();
});

test("heads that cannot share the dimension are refused in one sentence", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("./#/lessons/bert4rec?dataset=synthetic&backend=wasm&dim=6&heads=4");
  await expect(lab.status).toHaveText(/^Failed.*take a multiple of 4/);
});
