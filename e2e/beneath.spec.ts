/** A run that stands on a run, told in the lesson on RQ-VAE on top of matrix factorization. */
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const DATA = { dataset: "synthetic", backend: "wasm" };
/** A small model on what another small one has learnt. */
const UPPER = {
  ...DATA,
  vectors: "learnt",
  levels: 2,
  codes: 16,
  dim: 8,
  hidden: 16,
  batch: 64,
  epochs: 2,
};
const BENEATH = { "on.dim": 8, "on.epochs": 2, "on.seed": 9 };
/** So long that somebody can do something meanwhile. */
const SLOW = { "on.epochs": 60, "on.dim": 8 };

const linkTo = (settings: Record<string, string | number>) =>
  `./#/lessons/rq-vae?${new URLSearchParams(
    Object.entries(settings).map(([key, value]) => [key, String(value)]),
  )}`;

async function trained(page: Page, settings: Record<string, string | number>): Promise<Lab> {
  const lab = new Lab(page);
  // The run beneath is trained first.
  await lab.open("rq-vae", { ...UPPER, ...settings }, { timeout: 90_000 });
  await lab.train();
  await lab.finished();
  return lab;
}

const numbersOf = async (lab: Lab) => [await lab.number("Loss"), await lab.number("MSE")];

const beneath = (lab: Lab) => lab.region.getByRole("group", { name: "Stands on" });

test("a link says what the run stands on, and decides it: the same numbers in another page", async ({
  page,
  context,
}) => {
  const lab = await trained(page, BENEATH);
  await expect(page).toHaveURL(/on\.dim=8/);
  await expect(lab.runs.nth(1)).toContainText("on Matrix factorization, d 8");
  await expect(lab.runs.nth(1)).toContainText("seed 9");
  const first = await numbersOf(lab);
  const other = await trained(await context.newPage(), BENEATH);
  expect(await numbersOf(other)).toEqual(first);
  await other.page.goto("about:blank");
  const third = await trained(other.page, { ...BENEATH, "on.seed": 3 });
  expect(await numbersOf(third)).not.toEqual(first);
});

test("a link that asks for what is not there gets a sentence and a page that works", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("rq-vae", { ...UPPER, ...BENEATH, "on.dim": 9999 });
  await expect(page.getByText(/Of the run beneath: dim is "9999", but it takes/)).toBeVisible();
  await page.goto("about:blank");
  await lab.open("rq-vae", { ...UPPER, ...BENEATH, "on.lesson": "alchemy" });
  await expect(page.getByText(/on\.lesson is "alchemy", but it takes one of/)).toBeVisible();
  await expect(beneath(lab).getByLabel("Stands on")).toHaveValue("matrix-factorization");
  await page.goto("about:blank");
  await lab.open("rq-vae", { ...UPPER, vectors: "content", "on.dim": 8 });
  await expect(page.getByText(/stands on no other run with these settings/)).toBeVisible();
  await expect(beneath(lab)).toHaveCount(0);
  await lab.train();
  await lab.finished();
});

test("a finished run of the lesson beneath is chosen, by its number and what changed", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...DATA, dim: 8, epochs: 2, seed: 4 });
  await lab.train();
  await lab.finished();
  await page.goto("about:blank");
  await lab.open("rq-vae", { ...UPPER, ...BENEATH });
  const chosen = beneath(lab).getByLabel("Run beneath");
  await expect(chosen).toHaveValue("as-it-is");
  const run = chosen.getByRole("option", { name: /^run 1: .*d 32 → 8/ });
  await chosen.selectOption((await run.getAttribute("value"))!);
  await expect(beneath(lab).getByLabel("Seed beneath")).toHaveValue("4");
  await expect(page).toHaveURL(/on\.seed=4/);
  await expect(
    beneath(lab).getByRole("link", { name: "Open Matrix factorization" }),
  ).toHaveAttribute("href", /matrix-factorization\?.*seed=4/);
  await expect(lab.status).toHaveText(/^Idle/);
  await lab.train();
  await lab.finished();
  await expect(lab.runs.nth(1)).toContainText("on run 1 of Matrix factorization");
  await beneath(lab).getByLabel("Stands on").selectOption("two-tower");
  await expect(page).toHaveURL(/on\.lesson=two-tower/);
  await expect(lab.region.getByText(/^Train begins a new run: on Two towers/)).toBeVisible();
});

test("what is trained beneath is told, and Pause stops it", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto(linkTo({ ...UPPER, ...SLOW }));
  await expect(lab.status).toHaveText(
    /^Preparing training Matrix factorization beneath: step [\d,]+ of [\d,]+, .* left$/,
  );
  await lab.button("Pause").click();
  await expect(lab.status).toHaveText(/^Paused the run beneath waits at step/);
  await lab.region.getByLabel("Film vectors").selectOption("content");
  await expect(lab.status).toHaveText(/^Idle/);
});

test("the worker is killed in the run beneath: that is trained again, and decides the same numbers", async ({
  page,
  browser,
}) => {
  // Another reader: this one's browser would remember what the run beneath has made.
  const other = await browser.newContext();
  const expected = await numbersOf(await trained(await other.newPage(), SLOW));
  await other.close();
  const lab = new Lab(page);
  await page.goto(linkTo({ ...UPPER, ...SLOW }));
  await expect(lab.status).toHaveText(/training Matrix factorization beneath/);
  await lab.killWorker();
  await expect(page.getByText(/worker stopped .* A new one begins again/)).toBeVisible();
  await expect(lab.status).toHaveText(/^Idle/, { timeout: 90_000 });
  await lab.train();
  await lab.finished();
  expect(await numbersOf(lab)).toEqual(expected);
});

test("the worker is killed above a run beneath: both are trained again to the same numbers", async ({
  page,
  browser,
}) => {
  const settings = { ...BENEATH, epochs: 150 };
  const other = await browser.newContext();
  const expected = await numbersOf(await trained(await other.newPage(), settings));
  await other.close();
  const lab = new Lab(page);
  await lab.open("rq-vae", { ...UPPER, ...settings }, { timeout: 90_000 });
  await lab.train();
  const bar = lab.region.getByRole("progressbar", { name: "Training progress" });
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(3);
  await lab.killWorker();
  await expect(page.getByText(/The training worker stopped .* same \d+ steps again/)).toBeVisible({
    timeout: 90_000,
  });
  await lab.finished();
  expect(await numbersOf(lab)).toEqual(expected);
});
