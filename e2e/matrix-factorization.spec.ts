/** The story of the lesson on matrix factorization, from the reader's point of view. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

/** Real data, a small model, a few steps. */
const SMALL = { dim: 8, epochs: 2, batch: 4096, numNegatives: 2 };

for (const backend of ["wasm", "webgpu"] as const) {
  test(`a reader trains, pauses, steps, resets and compares two runs on ${backend}`, async ({
    page,
  }) => {
    const lab = new Lab(page);
    await lab.open("matrix-factorization", {
      ...SMALL,
      backend,
      ...(backend === "webgpu" && { dataset: "synthetic", batch: 1024 }),
    });
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Which negatives");
    await expect(lab.output("Back end")).toContainText(
      backend === "wasm" ? "WebAssembly" : "WebGPU",
    );

    await lab.button("Step").click();
    await expect(lab.status).toHaveText(/^Paused/);
    const first = await lab.number("Loss");

    await lab.train();
    await lab.finished();
    expect(await lab.number("Loss")).toBeLessThan(first);
    expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
    await expect(lab.runs).toHaveCount(2); // a head and one run
    await expect(
      lab.region.getByRole("progressbar", { name: "Training progress" }),
    ).toHaveAttribute("aria-valuenow", /^(100|\d+)$/);

    await lab.region.getByLabel("Learning rate", { exact: true }).fill("0.02");
    await lab.region.getByLabel("Learning rate", { exact: true }).press("Enter");
    await lab.train();
    await lab.finished();
    await expect(lab.runs).toHaveCount(3);
    await expect(lab.runs.filter({ hasText: "0.005 → 0.02" })).toHaveCount(1);
    await lab.region.getByRole("tab", { name: "User × film" }).click();
    const cell = lab.region.getByRole("region", { name: "One cell, multiplied out" });
    await expect(cell.getByRole("img", { name: /^p ⊙ q, 8 numbers/ })).toBeVisible();
    await lab.region.getByRole("tab", { name: "By popularity" }).click();
    await expect(lab.region.getByRole("img", { name: /^HR@10 of five groups/ })).toBeVisible();

    await lab.button("Reset").click();
    await expect(lab.status).toHaveText(/^Idle/);
    await expect(lab.runs).toHaveCount(3);
  });
}

test("a pause is prompt, and training goes on from it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...SMALL, epochs: 40, backend: "wasm" });
  await lab.train();
  await expect(lab.status).toHaveText(/^Training.*epoch/);
  await expect(lab.output("NDCG@10")).toHaveText(/\d/);
  await lab.button("Pause").click();
  await expect(lab.status).toHaveText(/^Paused/);
  const status = await lab.status.textContent();
  await expect(lab.status).toHaveText(status!);
  await page.keyboard.press("Space");
  await expect(lab.button("Pause")).toBeVisible();
});

test("the same link gives the same numbers", async ({ page }) => {
  const lab = new Lab(page);
  const numbers: number[][] = [];
  for (let visit = 0; visit < 2; visit++) {
    await lab.open("matrix-factorization", { ...SMALL, seed: 7, negatives: "popularity" });
    await expect(lab.region.getByLabel("Seed", { exact: true })).toHaveValue("7");
    await lab.train();
    await lab.finished();
    numbers.push([await lab.number("Loss"), await lab.number("NDCG@10")]);
    await page.goto("about:blank");
  }
  expect(numbers[0]).toEqual(numbers[1]);
});

test("a link with bad values is told so and works", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { seed: "x", dim: 9999, colour: "red", epochs: 2 });
  await expect(page.getByText(/dim is "9999", but it takes a whole number from 1/)).toBeVisible();
  await expect(page.getByText(/seed is "x"/)).toBeVisible();
  await expect(page.getByText(/no setting "colour"/)).toBeVisible();
  await expect(lab.region.getByLabel("Epochs", { exact: true })).toHaveValue("2");
});

test("an unknown lesson says so and shows the course", async ({ page }) => {
  await page.goto("./#/lessons/no-such-lesson");
  await expect(page.getByText("There is no lesson “no-such-lesson”")).toBeVisible();
  await page
    .getByRole("link", { name: /Matrix factorization/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Lab" })).toBeVisible();
});

test("a corrupt or missing dataset is said in words, and another one can be chosen", async ({
  page,
}) => {
  const lab = new Lab(page);
  let broken = true;
  await page.route("**/datasets/movielens-small/user.u16", async (route) => {
    if (!broken) return route.continue();
    const response = await route.fetch();
    const body = await response.body();
    body[10] = body[10]! ^ 255;
    return route.fulfill({ response, body });
  });
  await page.goto("./#/lessons/matrix-factorization");
  await expect(lab.status).toHaveText(/^Failed/);
  broken = false;
  await lab.region.getByLabel("Dataset", { exact: true }).selectOption("synthetic");
  await lab.train();
  await expect(lab.status).toHaveText(/^(Training|Finished)/);
});

test("no WebGPU: asked for, the page says what to do; not asked for, it trains", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "gpu", { get: () => undefined });
  });
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...SMALL });
  await expect(lab.output("Back end")).toContainText("WebAssembly");
  await lab.train();
  await lab.finished();
});

test("a worker that does not start is said in words", async ({ page }) => {
  await page.route("**/assets/worker-*.js", (route) => route.abort());
  await page.goto("./#/lessons/matrix-factorization");
  const lab = new Lab(page);
  await expect(lab.status).toHaveText(/^Failed/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a reader rates a film, gets a list of their own, and finds both again", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...SMALL, backend: "wasm" });
  const tab = lab.region.getByRole("tab", { name: "For you" });
  await tab.click();
  const known = lab.region.getByRole("list", { name: "Well-known films" }).getByRole("listitem");
  await known.first().getByRole("slider", { name: "Stars" }).press("End");
  const own = lab.region.getByRole("list", { name: "Rated by you" }).getByRole("listitem");
  await expect(own).toHaveCount(1);
  await lab.train();
  await lab.finished();
  const list = lab.region.getByRole("figure", { name: "For you, right now" });
  await expect(list.getByRole("listitem")).toHaveCount(10);
  await page.reload();
  await expect(lab.status).toHaveText(/^Idle/);
  await tab.click();
  await expect(own).toHaveCount(1);
});
