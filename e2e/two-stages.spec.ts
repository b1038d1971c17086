/** The story of the lesson on two stages, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

// The sections with a question cover what would answer it.
const SMALL = {
  step: "rows",
  dataset: "synthetic",
  backend: "wasm",
  retriever: "knn",
  candidates: 40,
  epochs: 2,
};

test("a reader follows one request, moves the number of candidates, and sees what is re-ranked", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("two-stages", SMALL);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("too slow");
  await lab.train();
  await lab.finished();
  expect(await lab.number("HR@10")).toBeLessThanOrEqual(await lab.number("Recall@C"));
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("The funnel");
  await expect(
    lab.region.getByText(/^What person 0 watched next, .* stage two alone/),
  ).toBeVisible();
  await expect(lab.region.getByRole("heading", { name: "40 candidates" })).toBeVisible();
  await expect(lab.region.getByRole("heading", { name: /^10 shown, in [\d.]+ ms$/ })).toBeVisible();
  await view("Ceiling");
  const ceiling = lab.region.getByText(/^With \d+ candidates/);
  const share = async () => Number(/candidates (\d+)%/.exec((await ceiling.textContent())!)![1]);
  const few = await share();
  await lab.region.getByRole("slider", { name: "Candidates", exact: true }).press("End");
  await expect(ceiling).toContainText("With 300 candidates");
  expect(await share()).toBeGreaterThan(few);
  await view("Re-ranked");
  const slope = lab.region.getByText(/of the ten that are shown come from below|in another order/);
  const first = await slope.textContent();
  await lab.region
    .getByRole("figure", { name: "Candidates, re-ranked" })
    .getByRole("button", { name: "Random" })
    .click();
  await expect(slope).not.toHaveText(first!);
});

test("shares hold whatever scores are multiplied by, budgets change with their number, and what steps follow rises", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("two-stages", SMALL);
  await lab.train();
  await lab.finished();
  const view = (name: string) => lab.region.getByRole("tab", { name, exact: true }).click();
  await view("Blending");
  await lab.button("By ratings").click();
  const list = (name: string) =>
    lab.region.getByRole("region", { name, exact: true }).getByRole("listitem").allTextContents();
  const blended = await list("Blended");
  const other = await list("By marginal relevance");
  await lab.button("Scores × 100").click();
  await expect(lab.button("Scores × 100")).toHaveAttribute("aria-pressed", "true");
  expect(await list("Blended")).toEqual(blended);
  expect(await list("By marginal relevance")).not.toEqual(other);
  for (const slider of await lab.region.getByRole("slider", { name: /^Weight of/ }).all()) {
    await slider.press("Home");
  }
  await expect(lab.region.getByText("Give at least one type a weight above 0.")).toBeVisible();
  await view("Budgets");
  await expect(
    lab.region.getByText(/^With 100 candidates equal budgets pass on \d+%/),
  ).toBeVisible();
  await lab.button("50 films").click();
  await expect(lab.region.getByText(/^With 50 candidates/)).toBeVisible();
  await view("At serving");
  const said = lab.region.getByText(/^Over \d+ requests 16 steps raise/);
  await expect(said).toBeVisible();
  const [, followed] = /by ([+−][\d.]+)%, and/.exec((await said.textContent())!)!;
  expect(Number(followed!.replace("−", "-"))).toBeGreaterThan(0);
});

test("stage one is a run of another lesson, and stage two can be taught the wrong way", async ({
  page,
}) => {
  const lab = new Lab(page);
  const beneath = { "on.lesson": "matrix-factorization", "on.epochs": 1, "on.dim": 4 };
  const { retriever: _, ...small } = SMALL;
  await lab.open("two-stages", { ...small, ...beneath }, { timeout: 90_000 });
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "Taught on", exact: true }).click();
  await lab.region.getByRole("button", { name: "Train: Random films" }).click();
  await lab.finished();
  await expect(lab.region.getByText(/^Of 2 that were trained/)).toBeVisible();
});

test("a run beneath without vectors is refused in one sentence", async ({ page }) => {
  const lab = new Lab(page);
  const query =
    "dataset=synthetic&backend=wasm&on.lesson=matrix-factorization&on.scorer=mlp&on.epochs=1&on.dim=2";
  await page.goto(`./#/lessons/two-stages?${query}`);
  await expect(lab.status).toHaveText(/^Failed.*has no vectors that score these people/, {
    timeout: 90_000,
  });
});
