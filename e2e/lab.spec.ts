/** What every lesson's lab can do, told in the lesson on matrix factorization, on generated data. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const LESSON = "matrix-factorization";
/** Generated data, a dozen steps an epoch. */
const QUICK = { dataset: "synthetic", backend: "wasm", dim: 8, epochs: 3 };

async function trained(page: Page, settings = {}): Promise<Lab> {
  const lab = new Lab(page);
  await lab.open(LESSON, { ...QUICK, ...settings });
  await lab.train();
  await lab.finished();
  return lab;
}

const slider = (lab: Lab) => lab.region.getByRole("slider", { name: "Training step" });

test("time travel shows the past, and training on from it repeats what came", async ({ page }) => {
  const lab = await trained(page);
  const end = [await lab.number("Loss"), await lab.number("NDCG@10")];
  const last = await slider(lab).inputValue();
  for (let back = 0; back < 3; back++) {
    const before = await slider(lab).inputValue();
    await slider(lab).press("ArrowLeft");
    await expect(slider(lab)).not.toHaveValue(before);
  }
  await expect(lab.status).toHaveText(/^Paused/);
  expect(await lab.number("Loss")).toBeGreaterThan(end[0]!);
  await lab.train();
  await lab.finished();
  await expect(slider(lab)).toHaveValue(last);
  expect([await lab.number("Loss"), await lab.number("NDCG@10")]).toEqual(end);
  await expect(lab.runs).toHaveCount(2);
});

test("one step back shows the numbers of before, by button and by key, and a loss that has grown is told", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...QUICK, loss: "mse" });
  await expect(lab.button("One step back")).toBeDisabled();
  const losses: number[] = [];
  for (let step = 1; step <= 3; step++) {
    await lab.button("Step").click();
    await expect(lab.status).toContainText(`step ${step} of`);
    losses.push(await lab.number("Loss"));
  }
  await lab.button("One step back").click();
  await expect(lab.status).toContainText("step 2 of");
  expect(await lab.number("Loss")).toBe(losses[1]);
  await page.locator("body").press(",");
  await expect(lab.status).toContainText("step 1 of");
  await page.locator("body").press(".");
  await page.locator("body").press(".");
  await expect(lab.status).toContainText("step 3 of");
  expect(await lab.number("Loss")).toBe(losses[2]);

  await page.goto("about:blank");
  const wild = await trained(page, { loss: "mse", lr: 1 });
  await expect(
    wild.region.getByText(/^The loss is \d+ times what it was at the start/),
  ).toBeVisible();
  await wild.region.getByRole("button", { name: /^Back to step/ }).click();
  await expect(wild.status).toHaveText(/^Paused/);
  await expect(wild.region.getByText(/^The loss is \d+ times/)).toHaveCount(0);
});

test("a fork shares its past with its parent and has a future of its own", async ({ page }) => {
  const lab = await trained(page);
  await slider(lab).press("ArrowLeft");
  await slider(lab).press("ArrowLeft");
  await expect(lab.status).toHaveText(/^Paused/);
  await lab.button("Fork here").click();
  const form = page.getByRole("dialog", { name: "Fork" });
  await form.getByLabel("Change").selectOption({ label: "Learning rate" });
  await form.getByLabel("to", { exact: true }).fill("0.1");
  await form.getByRole("button", { name: "Fork", exact: true }).click();
  await lab.finished();
  await expect(lab.runs).toHaveCount(3);
  await expect(lab.runs.filter({ hasText: "forked from run 1" })).toHaveCount(1);
});

test("a fork without a run says in words what is missing", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  await expect(lab.button("Fork here")).toBeDisabled();
});

test("a choice is predicted, run, graded by the run and explained", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  const predict = page.getByRole("group", { name: /^Predict.*α = 1/ });
  await predict.getByRole("button", { name: "Commit" }).click();
  await expect(predict.getByText(/Choose an answer/)).toBeVisible();
  // Until then nothing on the page answers it.
  const after = page.getByText(/popularity is divided out/);
  await expect(lab.output("Mean popularity@10")).toHaveText("?");
  await expect(after).toHaveCount(0);
  await predict.getByLabel(/Less popular/).check();
  await predict.getByRole("button", { name: "Commit" }).click();
  await expect(predict.getByText("The run will answer")).toBeVisible();
  await expect(predict.getByText(/ratings on average with uniform negatives/)).toBeVisible({
    timeout: 90_000,
  });
  await expect(predict.getByText(/A popular film is pulled up by many users/)).toBeVisible();
  await expect(lab.output("Mean popularity@10")).toHaveText(/\d/);
  await expect(after).toBeVisible();
  // Two runs: the one that is compared with, and the one that decides.
  await expect(lab.runs).toHaveCount(3);
  // It is still there on the next visit.
  await page.reload();
  await expect(predict.getByText(/ratings on average with uniform negatives/)).toBeVisible();
});

test("a value is predicted and the gap is shown; another prediction is skipped", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  const value = page.getByRole("group", { name: /^Predict.*λ = 0.1/ });
  const handle = value.getByRole("slider");
  await handle.focus();
  await handle.press("ArrowRight");
  await value.getByRole("button", { name: "Commit" }).click();
  await expect(value.getByText("Gap")).toBeVisible({ timeout: 150_000 });
  const winner = page.getByRole("group", { name: /^Predict.*which run ranks better/ });
  await winner.getByRole("button", { name: "Skip" }).click();
  await expect(winner.getByText("Skipped")).toBeVisible();
});

test("runs are renamed, deleted and brought back, saved and read again", async ({ page }) => {
  const lab = await trained(page);
  await lab.button("More about run 1").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await lab.region.getByLabel("Name of run 1").fill("My first");
  await lab.region.getByLabel("Name of run 1").press("Enter");
  await expect(lab.runs.filter({ hasText: "My first" })).toHaveCount(1);

  const download = page.waitForEvent("download");
  await lab.button("Export JSON").click();
  const file = await readFile(await (await download).path(), "utf8");

  await lab.button("More about run 1").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(lab.runs.filter({ hasText: "My first" })).toHaveCount(0);
  await lab.region.getByRole("button", { name: /Undo/ }).click();
  await expect(lab.runs.filter({ hasText: "My first" })).toHaveCount(1);

  const input = lab.region.getByLabel("File with runs");
  const upload = (text: string) =>
    input.setInputFiles({
      name: "runs.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
  await upload(file);
  await expect(lab.runs.filter({ hasText: "My first" })).toHaveCount(2);
  await upload(file.slice(0, 100));
  await expect(lab.region.getByText(/damaged, or no file of runs/)).toBeVisible();
  await upload(file.replace('"version": 1', '"version": 99'));
  await expect(lab.region.getByText(/from a newer Live RecSys/)).toBeVisible();
  await upload(file.replace('"lesson": "matrix-factorization"', '"lesson": "sasrec"'));
  await expect(lab.region.getByText(/of the lesson “sasrec”/)).toBeVisible();
  await expect(lab.runs.filter({ hasText: "My first" })).toHaveCount(2);
});

test("a thousand runs: the newest are there, the others when asked for, and training goes on", async ({
  page,
}) => {
  const lab = await trained(page, { epochs: 1 });
  const download = page.waitForEvent("download");
  await lab.button("Export JSON").click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  const [run] = file.runs;
  const seeded = (seed: number) => ({ ...run, setup: { ...run.setup, seed } });
  file.runs = Array.from({ length: 999 }, (_, n) => seeded(n + 2));
  await lab.region.getByLabel("File with runs").setInputFiles({
    name: "runs.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(file)),
  });
  // The heading, and a row for each of the newest.
  await expect(lab.runs).toHaveCount(51);
  await lab.train();
  await lab.finished();
  await expect(lab.runs.nth(1)).toContainText("1001");
  await lab.button("Show all 1,001 runs").click();
  await expect(lab.runs).toHaveCount(1002);
});

test("three seeds become one curve with a band", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, { ...QUICK, epochs: 1 });
  await lab.button("Three seeds").click();
  await expect(lab.runs).toHaveCount(4, { timeout: 60_000 });
  await lab.finished();
  await expect(lab.region.getByText("mean of 3 seeds").first()).toBeVisible();
});

test("one example under the microscope agrees with finite differences", async ({ page }) => {
  const lab = await trained(page);
  await lab.region.getByRole("tab", { name: "One example" }).click();
  await expect(lab.region.getByRole("table", { name: "Chain rule with numbers" })).toBeVisible();
  await lab.region.getByRole("button", { name: /finite differences/i }).click();
  await expect(lab.region.getByText(/off by .* at most/)).toBeVisible();
});

test("the code that is shown is the model that runs", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  await lab.region.getByRole("tab", { name: "Code" }).click();
  const source = await readFile(`src/lessons/${LESSON}/model.ts`, "utf8");
  const line = source.split("\n").find((text) => text.includes("-log sigma(s_ui - s_uj)"))!;
  await expect(lab.region.getByText(line.trim().slice(0, 60))).toBeVisible();
});

test("presenter mode: the question, the claim with V, arrows, presets, warm-up, a blank screen and notes that follow", async ({
  page,
  context,
}) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  await page.keyboard.press("p");
  const presenter = page.getByRole("region", { name: "Presenter" });
  const heading = presenter.getByRole("heading");
  await expect(heading).toHaveText("Which negatives teach the model most?");
  await presenter.getByRole("button", { name: "Warm up" }).click();
  await expect(presenter.getByRole("status", { name: "Warm-up" })).toHaveText(/ms a step/);

  const opened = context.waitForEvent("page");
  await presenter.getByRole("button", { name: "Notes" }).click();
  const notes = await opened;
  await expect(notes.getByRole("heading", { name: /Which negatives/ })).toBeVisible();

  await page.locator("body").press("ArrowRight");
  await expect(heading).toHaveText("Two tables and a multiplication");
  await page.locator("body").press("v");
  await expect(heading).toContainText("dot product");
  await expect(
    notes.getByRole("heading", { name: "Two tables and a multiplication" }),
  ).toBeVisible();
  await notes.close();

  await page.locator("body").press("b");
  await expect(page.getByRole("button", { name: /screen is blank/ })).toBeVisible();
  await page.locator("body").press("b");
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => {
      const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
      return [scrollHeight - clientHeight, scrollWidth - clientWidth];
    });
    expect(over).toEqual([0, 0]);
  }
  await page.locator("body").press("p");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Which negatives");
});

test("all keys are listed under ?, and none works while typing", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  await lab.region.getByLabel("Seed", { exact: true }).press(".");
  await expect(lab.status).toHaveText(/^Idle/);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press(".");
  await expect(lab.status).toHaveText(/^Paused/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Presenter mode");
});

test("a link with other settings asks before it replaces the reader's own", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, { ...QUICK, seed: 3 });
  await lab.region.getByLabel("Seed", { exact: true }).fill("4");
  await lab.region.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(page).toHaveURL(/seed=4/);
  await page.goto("about:blank");
  await lab.open(LESSON, { ...QUICK, seed: 9 });
  await page.getByRole("button", { name: "Back to mine" }).click();
  await expect(lab.region.getByLabel("Seed", { exact: true })).toHaveValue("4");
  await lab.button("Restore the original").click();
  await expect(lab.region.getByLabel("Seed", { exact: true })).toHaveValue("1");
});

test("everything kept can be forgotten, after being asked", async ({ page }) => {
  const lab = await trained(page, { epochs: 1 });
  await lab.button("Forget everything").click();
  await page.getByRole("button", { name: "Delete all of it" }).click();
  await expect(lab.region.getByRole("table", { name: "Runs" })).toHaveCount(0);
});

test("a prediction whose run is given up says so", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LESSON, QUICK);
  const value = page.getByRole("group", { name: /^Predict.*λ = 0.1/ });
  await value.getByRole("slider").press("ArrowRight");
  await value.getByRole("button", { name: "Commit" }).click();
  await lab.button("Reset").click();
  await expect(value.getByText(/given up before it could answer/)).toBeVisible();
});

test("work is lost neither when storage is refused nor between two tabs", async ({
  page,
  context,
}) => {
  const first = await trained(page, { epochs: 1 });
  const other = await context.newPage();
  const second = new Lab(other);
  await second.open(LESSON, { ...QUICK, epochs: 1, seed: 2 });
  await second.train();
  await second.finished();
  await first.train();
  await first.finished();
  await page.reload();
  await expect(first.status).toHaveText(/^Idle/);
  await expect(first.runs).toHaveCount(4);

  await other.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await other.reload();
  await expect(other.getByText(/does not let the page keep anything/)).toBeVisible();
  await second.train();
  await second.finished();
});

test("a setting changed in mid-run pauses it, and what Train will do is said before it happens", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(LESSON, { ...QUICK, epochs: 60 });
  await lab.train();
  await expect(lab.status).toHaveText(/^Training/);
  await lab.region.getByLabel("Seed", { exact: true }).fill("7");
  await lab.region.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(lab.status).toHaveText(/^Paused/);
  await expect(lab.region.getByText("Train begins a new run: seed 1 → 7")).toBeVisible();
  await expect(lab.runs).toHaveCount(2);
  await lab.train();
  await expect(lab.status).toHaveText(/^Training/);
  await expect(lab.region.getByText(/Train begins a new run/)).toHaveCount(0);
  await expect(lab.runs).toHaveCount(3);
  // The link's settings are not the section's own: that is said, and taken back with one click.
  await expect(lab.region.getByText(/^Changed: d 8, epochs 60/)).toBeVisible();
  await lab.button("Put back").click();
  await expect(lab.region.getByLabel("Epochs", { exact: true })).toHaveValue("15");
  await expect(lab.region.getByText(/^Changed:/)).toHaveCount(0);
});
