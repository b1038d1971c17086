/** Homework without a server: given in a link, handed in as a code, collected, and trained again. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "matrix-factorization";
const SMALL = { dataset: "synthetic", backend: "wasm" };

interface File {
  hash?: string;
  name: string;
  predictions: { outcome: { run: Record<string, number> } }[];
}

const read = (code: string): File =>
  JSON.parse(inflateRawSync(Buffer.from(code.slice(4), "base64url")).toString());
const written = (file: File) => `LR1.${deflateRawSync(JSON.stringify(file)).toString("base64url")}`;

/** As somebody would who knows how: with a signature of their own. */
function signed({ hash: _, ...file }: File): File {
  return { ...file, hash: createHash("sha256").update(JSON.stringify(file)).digest("hex") };
}

test("a class does its homework, and a forged answer is found out", async ({ page, context }) => {
  // The lecturer chooses what is asked.
  const lab = new Lab(page);
  await lab.open(SLUG, SMALL);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByText("Homework: what the link asks for").click();
  await dialog.getByRole("checkbox", { name: "Predict: Negatives drawn by popularity" }).check();
  await dialog.getByRole("checkbox", { name: /^Goal: NDCG@10 of 0.035/ }).check();
  const link = dialog.getByRole("textbox", { name: "Link", exact: true });
  await expect(link).toHaveValue(/&homework=[\w%,.-]+goal\.open-lab/);

  // A student predicts; on these data the run that answers reaches the goal as well.
  const student = await context.newPage();
  await student.goto(await link.inputValue());
  const task = student.getByRole("region", { name: "Homework" });
  await expect(task.getByRole("listitem")).toHaveCount(2);
  await expect(task.getByRole("button", { name: "Hand in, 2 to do" })).toBeVisible();
  await task.getByRole("button", { name: /^Predict/ }).click();
  const question = student.getByRole("group", { name: /With α = 1 instead of uniform/ });
  await question.getByRole("radio", { name: /Less popular/ }).check();
  await question.getByRole("button", { name: "Commit" }).click();
  await expect(task.getByRole("listitem").filter({ hasText: "done" })).toHaveCount(2, {
    timeout: 90_000,
  });
  await task.getByRole("button", { name: "Hand in", exact: true }).click();
  const handIn = student.getByRole("dialog", { name: "Hand in" });
  await handIn.getByRole("textbox", { name: "Your name" }).fill("Ada");
  await handIn.getByRole("button", { name: "Make the code" }).click();
  const code = await handIn.getByRole("textbox", { name: "Answer code" }).inputValue();
  const own = read(code);
  expect(own.predictions).toHaveLength(1);
  await student.close();

  // Two others change it: one by hand, one with a signature of their own.
  const careless = written({ ...own, name: "Bob" });
  const [prediction] = own.predictions;
  const run = { ...prediction!.outcome.run, "NDCG@10": 0.9 };
  const forged = signed({
    ...own,
    name: "Eve",
    predictions: [{ ...prediction!, outcome: { ...prediction!.outcome, run } }],
  });

  await page.keyboard.press("Escape");
  await page.goto("./#/collect");
  await page
    .getByRole("textbox", { name: "Answer codes" })
    .fill(`${code}\n${careless}\n${written(forged)}\nnot-a-code`);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(/^3 added. 1 could not be read: not-a-code/)).toBeVisible();
  const table = page.getByRole("table", { name: "Answers" });
  const row = (name: string) => table.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("Ada")).toContainText("as handed in");
  await expect(row("Ada").getByRole("cell", { name: "1 of 1" })).toHaveCount(2);
  await expect(row("Bob")).toContainText("changed after it was handed in");
  await expect(row("Eve")).toContainText("as handed in");
  await page.getByRole("button", { name: "Train all again" }).click();
  await expect(row("Ada")).toContainText("the same numbers", { timeout: 120_000 });
  await expect(row("Eve")).toContainText(/other numbers: .*NDCG@10/, { timeout: 120_000 });

  expect(await lab.findings()).toEqual([]);

  // What the class predicted, a table for the office, and all of it there after a reload.
  const histogram = page.getByRole("figure", { name: /With α = 1 instead/ });
  await expect(histogram.getByRole("row", { name: /^Less popular/ })).toContainText("3");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const csv = readFileSync((await (await download).path())!, "utf8");
  expect(csv).toMatch(/^name,lesson,/);
  expect(csv).toMatch(/\nEve,matrix-factorization,.*other numbers/);
  await page.reload();
  await expect(row("Eve")).toContainText("other numbers");
  await page.getByRole("button", { name: "Remove the answer of Eve" }).click();
  await expect(row("Eve")).toHaveCount(0);
  await expect(row("Ada")).toBeVisible();
});

test("a link that asks for homework of another lesson says so", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, homework: "of-another-lesson" });
  await expect(page.getByText(/homework that this lesson does not have/)).toBeVisible();
});
