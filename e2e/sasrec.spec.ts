/** The story of the lesson on SASRec, from the reader's point of view, on small generated data. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", length: 8, dim: 8, epochs: 2, batch: 64 };

test("a reader runs SASRec, looks at its heads and compares two moments", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("sasrec", { ...SMALL, heads: 2 });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("decides the next one");
  await lab.region.getByRole("button", { name: "Keep this moment" }).click();
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
  await expect(lab.region.getByRole("img", { name: /^Small: Block/ })).toHaveCount(4);
  await lab.region.getByRole("button", { name: "Block 2, head 2" }).click();
  await expect(lab.region.getByRole("img", { name: /^Block 2, head 2: 8 films/ })).toBeVisible();
  await lab.region.getByRole("button", { name: "Now − then" }).click();
  await expect(lab.region.getByText("now − then", { exact: true })).toBeVisible();
});

test("one row is worked out in numbers, and the course’s example gives .88 and .12", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("sasrec", SMALL);
  await lab.region.getByRole("tab", { name: "By hand" }).click();
  await expect(lab.region.getByText(/Its query fits the key of/)).toBeVisible();
  await expect(lab.region.getByText(/is 0\.881 and 0\.119/)).toBeVisible();
  await lab.region.getByLabel("d_k").fill("1");
  await expect(lab.region.getByText(/is 1\.000 and 0\.000/)).toBeVisible();
});

test("the reader’s own sequence changes the list, and says what it leaned on", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("sasrec", SMALL);
  await lab.region.getByRole("tab", { name: "Your sequence" }).click();
  const own = lab.region.getByRole("list", { name: "Films in your sequence" });
  await expect(own.getByRole("listitem")).toHaveCount(8);
  const list = lab.region.getByRole("list", { name: "Next films, likeliest first" });
  const before = await list.textContent();
  await own
    .getByRole("button", { name: /^Remove/ })
    .last()
    .click();
  await expect(own.getByRole("listitem")).toHaveCount(7);
  await expect(list).not.toHaveText(before!);
  const last = await own.getByRole("listitem").last().textContent();
  await own
    .getByRole("button", { name: /earlier$/ })
    .last()
    .click();
  await expect(own.getByRole("listitem").last()).not.toHaveText(last!);
  await expect(lab.region.getByText(/owes most to/)).toBeVisible();
  await lab.region.getByRole("combobox", { name: "Add a film" }).fill("Film 7");
  await page
    .getByRole("option", { name: /^Film 7/ })
    .first()
    .click();
  await expect(own.getByRole("listitem")).toHaveCount(8);
});

test("a line of the ablation table is guessed, run and judged", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("sasrec", { ...SMALL, epochs: 1 });
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "Ablations" }).click();
  const row = lab.region.getByRole("row", { name: /^One block/ });
  await expect(row.getByRole("button", { name: "Run it" })).toBeDisabled();
  await row.getByRole("button", { name: "Level" }).click();
  await row.getByRole("button", { name: "Run it" }).click();
  await expect(row.getByText(/^(lower|level|higher)(:|;)/)).toBeVisible({ timeout: 60_000 });
  await lab.region.getByRole("tab", { name: "Rulers" }).click();
  await expect(lab.region.getByRole("row", { name: /^item-kNN/ })).toContainText(/0\.\d{3} #/);
});

test("two steps back: attention goes where the answer is", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("sasrec", {
    ...{ backend: "wasm", task: "two-back", length: 8, dim: 16, epochs: 24, batch: 32 },
    ...{ blocks: 1, lr: 0.01, dropout: 0 },
  });
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0.3);
  await lab.region.getByRole("tab", { name: "Distance" }).click();
  const sentence = lab.region.getByText(/to the film 1 back/);
  const share = Number.parseFloat(/gives ([\d.]+)%/.exec((await sentence.textContent())!)![1]!);
  expect(share).toBeGreaterThan(50);
});

test("cloze looks both ways and stands beside the causal map", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("sasrec", SMALL);
  await lab.region.getByRole("tab", { name: "Both ways" }).click();
  await expect(lab.region.getByRole("img", { name: /^Next film, Block 1/ })).toBeVisible();
  await lab.region.getByRole("button", { name: "All settings" }).click();
  await page.getByLabel("Objective", { exact: true }).selectOption("cloze");
  await expect(lab.region.getByRole("img", { name: /^Cloze, Block 1/ })).toBeVisible();
  await expect(lab.region.getByText(/of a row’s weight on later films/)).toBeVisible();
});

test("what cannot be opened is refused in words; code and calculator, and a run that is open, stay", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("./#/lessons/sasrec?dataset=synthetic&backend=wasm&dim=10&heads=4");
  await expect(lab.status).toHaveText(/^Failed.*10 cannot be shared by 4 heads/);
  await lab.region.getByRole("tab", { name: "Attention" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("needs a model");
  await lab.region.getByRole("tab", { name: "Code" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("export function");
  await lab.region.getByRole("tab", { name: "By hand" }).click();
  await page.getByLabel("d_k").fill("1");
  await expect(page.getByText(/^112 and 96 over √1/)).toBeVisible();

  const small = { dataset: "synthetic", backend: "wasm", length: "8", dim: "8", batch: "64" };
  await lab.open("sasrec", small);
  await lab.button("Step").click();
  await expect(lab.status).toHaveText(/^Paused/);
  await expect(lab.region.getByText(/^Memory: about [\d.]+ MB/)).toBeVisible();
  const monster = "dataset=synthetic&backend=wasm&length=200&blocks=4&dim=8&heads=8&batch=8192";
  await page.goto(`./#/lessons/sasrec?${monster}`);
  await expect(lab.region.getByText(/takes about [\d.]+ GB.*One of these/)).toBeVisible();
  await lab.train();
  await expect(lab.status).toHaveText(/^Failed.*too large/);
  await page.goto(`./#/lessons/sasrec?${new URLSearchParams(small)}`);
  await expect(lab.status).toHaveText(/^Paused/);
  await lab.button("Step").click();
  await expect(lab.status).toHaveText(/step 2 of/);
});
