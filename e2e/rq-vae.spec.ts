/** The story of the lesson on codebooks, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = {
  dataset: "synthetic",
  backend: "wasm",
  codes: 16,
  dim: 8,
  hidden: 16,
  epochs: 4,
  batch: 64,
};

test("a reader trains a tokenizer, and its codes die without a cure", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("spelled in three letters");
  await lab.train();
  await lab.finished();
  expect(await lab.number("Unique IDs")).toBeGreaterThan(10);
  expect(await lab.number("MSE")).toBeGreaterThan(0);
  const alive = await lab.number("Perplexity L1");

  await page.goto("about:blank");
  await lab.open("rq-vae", { ...SMALL, init: "random", restart: false });
  await lab.train();
  await lab.finished();
  expect(await lab.number("Perplexity L1")).toBeLessThan(alive);
  await lab.region.getByRole("tab", { name: "Codes in use" }).click();
  await expect(lab.region.getByText(/codes? without a film at the end of epoch/)).toBeVisible();
});

test("a film is spelled level by level, and a prefix stays lit", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", SMALL);
  await lab.region.getByRole("tab", { name: "One film" }).click();
  await expect(lab.region.getByRole("region", { name: "At level 3" })).toBeVisible();
  const prefix = lab.region.getByRole("region", { name: "At level 1" }).getByRole("button").first();
  await prefix.click();
  const code = (await prefix.textContent())!;
  await lab.region.getByRole("tab", { name: "Codebook map" }).click();
  await expect(lab.region.getByText(`Lit: words that begin with ${code}.`)).toBeVisible();
  await lab.region.getByRole("button", { name: "Level 2" }).click();
  await expect(lab.region.getByRole("img", { name: /^Level 2: / })).toBeVisible();
  await lab.region.getByRole("tab", { name: "The walk" }).click();
  await expect(lab.region.getByRole("img", { name: /^Level 3: r3 has length/ })).toBeVisible();
  await lab.region.getByRole("tab", { name: "Two ways back" }).click();
  await expect(
    lab.region.getByRole("img", { name: /the error does not change at all|the error jumps/ }),
  ).toBeVisible();
});

test("the tree opens down to titles, and collisions are listed", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", SMALL);
  await lab.region.getByRole("tab", { name: "Words" }).click();
  const roots = lab.region.getByRole("region", { name: "Where words begin" });
  await roots.getByRole("button").first().click();
  const second = lab.region.getByRole("region", { name: /^Codes under/ }).first();
  await second.getByRole("button").first().click();
  const third = lab.region.getByRole("region", { name: /^Codes under/ }).nth(1);
  await third.getByRole("button").first().click();
  const films = lab.region.getByRole("region", { name: /^Films spelled/ });
  await expect(films.getByRole("button").first()).toBeVisible();
  await expect(lab.region.getByText(/of the catalogue, where blind words/)).toBeVisible();
});

test("a film of the reader’s own gets a word, and its genres decide it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", SMALL);
  await lab.region.getByRole("tab", { name: "Your film" }).click();
  const said = lab.region.getByText(/share the first code|shares the first code/);
  await lab.region.getByLabel("Title").fill("Another film");
  await expect(said).toContainText("Another film");
  const before = await said.textContent();
  for (const genre of await lab.region
    .getByRole("list", { name: "Genres of your film" })
    .getByRole("button")
    .all()) {
    await genre.click();
  }
  await expect(said).not.toHaveText(before!);
});

test("the model stands beside words that nobody trained", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", { ...SMALL, epochs: 1 });
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "Baselines" }).click();
  await expect(lab.region.getByText(/^Hashing has/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Meaning" }).click();
  await expect(lab.region.getByText(/means something only under its prefix/)).toBeVisible();
});

test("words by the vectors of another model, which is trained first by itself", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", { ...SMALL, vectors: "learnt", "on.epochs": 1 });
  await lab.train();
  await lab.finished();
  expect(await lab.number("Unique IDs")).toBeGreaterThan(10);
  await lab.region.getByRole("tab", { name: "Your film" }).click();
  await expect(lab.region.getByText(/not made from content/)).toBeVisible();
});

test("drift: words change though the tokenizer stays, and more when it is made anew", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", { ...SMALL, epochs: 1 });
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "Drift" }).click();
  const kept = lab.region.getByRole("region", { name: /^Same tokenizer/ });
  await expect(kept.getByText("whole word")).toBeVisible();
  await lab.region.getByRole("button", { name: "Learn it anew" }).first().click();
  const anew = lab.region.getByRole("region", { name: /other first weights/ });
  await expect(anew.getByText(/as numbered/).first()).toBeVisible({ timeout: 30_000 });
});
