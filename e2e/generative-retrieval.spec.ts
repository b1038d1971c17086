/** The story of the lesson on spelling films, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = {
  dataset: "synthetic",
  backend: "wasm",
  names: "k-means",
  levels: 2,
  codes: 8,
  length: 4,
  dim: 8,
  blocks: 1,
  heads: 2,
  beam: 12,
  epochs: 1,
  batch: 64,
};

test("a reader teaches a model to spell, and its beam grows token by token", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("spell the next film");
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThanOrEqual(0);
  expect(await lab.number("Accuracy L1")).toBeGreaterThan(0);

  const shown = lab.region.getByRole("group", { name: "Token shown" });
  await expect(shown).toContainText("token 3 of 3");
  await expect(
    lab.region.getByRole("img", { name: /^The beam of user .*3 of 3 tokens/ }),
  ).toBeVisible();
  await lab.button("One token back").click();
  await expect(shown).toContainText("token 2 of 3");
  await lab.button("One token on").click();
  // All films are scored once training rests, and with the constraint they have all of the probability.
  await expect(lab.region.getByText(/names of no film 0%/)).toBeVisible();
  await lab.region.getByRole("button", { name: "Films only" }).click();
  await expect(lab.region.getByText(/Nothing holds it back/)).toBeVisible();
  await expect(lab.region.getByText(/names of no film [1-9]/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "Must hold" }).click();
  await expect(lab.region.getByText(/^(\d) of \1 hold for user/)).toBeVisible();
});

test("a film left out of the history changes what is spelled", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  const history = lab.region.getByRole("region", { name: /^Films that are read/ });
  await history
    .getByRole("button", { name: /^Leave out/ })
    .first()
    .click();
  await expect(history.getByRole("button", { name: /^Put .* back$/ })).toBeVisible();
  await history.getByRole("button", { name: /^Put .* back$/ }).click();
  await expect(history.getByRole("button", { name: /^Put .* back$/ })).toHaveCount(0);
});

test("rows become a batch, and a list has its reasons", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "From rows" }).click();
  await expect(lab.region.getByText(/neighbouring films become their names/)).toBeVisible();
  await lab.region.getByRole("tab", { name: "List, why" }).click();
  await expect(lab.region.getByText(/have a name that begins as one of the last/)).toBeVisible();
});

test("a film added after training is spelled, unless its name would need watchers", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "New film" }).click();
  await lab.region.getByLabel("Title").fill("A film of mine");
  await expect(
    lab.region.getByText(/^A film of mine is called [a-c]\d|^It gets no name/),
  ).toBeVisible();
  await page.goto("about:blank");
  await lab.open("generative-retrieval", { ...SMALL, names: "collaborative" });
  await lab.region.getByRole("tab", { name: "New film" }).click();
  await expect(lab.region.getByText(/a film that nobody has watched/)).toBeVisible();
});

test("names made anew beneath a trained speller", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "Renamed" }).click();
  await lab.button("Name the catalogue anew").click();
  await expect(lab.region.getByText(/of the films keep their name/)).toBeVisible();
});

test("drawn names are fewer films and fewer strangers when it is cold", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "Variety" }).click();
  await expect(lab.region.getByText(/^At temperature 1, 200 drawn names are/)).toBeVisible();
});

test("the middle of two films is no film", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "Vector or code" }).click();
  const said = lab.region.getByText(/^A comes next with probability/);
  await expect(said).toContainText("nearest to it is other");
  await lab.region.getByLabel("P(A)").fill("1");
  await expect(said).toContainText("nearest to it is A");
});

test("the table of names is filled by the reader’s own runs", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("generative-retrieval", SMALL);
  await lab.region.getByRole("tab", { name: "Seven names" }).click();
  const row = lab.region.getByRole("row", { name: /^Random codes/ });
  await row.getByRole("button", { name: "Run it" }).click();
  await lab.finished();
  await expect(row.getByRole("button", { name: "Again" })).toBeVisible();
});

test("names by a run of RQ-VAE beneath, trained here first", async ({ page }) => {
  const lab = new Lab(page);
  const { levels: _, codes: __, ...rest } = SMALL;
  const query = { ...rest, names: "rq-vae", "on.lesson": "rq-vae", "on.epochs": 1, "on.codes": 8 };
  await lab.open("generative-retrieval", query, { timeout: 90_000 });
  await expect(lab.region.getByRole("img", { name: /^The beam of user/ })).toBeVisible();
});
