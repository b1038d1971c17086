/** Models of several lessons side by side: their lists for one person, and all of them in one table. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", dim: 4, epochs: 1 };

test("models of two lessons stand beside each other, for one person and in the table of the course", async ({
  page,
}) => {
  await page.goto("./#/models");
  const all = page.getByRole("region", { name: "All models that you have trained" });
  await expect(all.getByText(/^No run has finished/)).toBeVisible();
  await expect(all.getByRole("listitem").filter({ hasText: /SASRec.*about \d+ s/ })).toBeVisible();

  const lab = new Lab(page);
  await lab.open("matrix-factorization", SMALL);
  await lab.train();
  await lab.finished();
  await lab.region.getByLabel("Seed").fill("2");
  await lab.region.getByLabel("Seed").press("Enter");
  await lab.train();
  await lab.finished();
  await expect(lab.runs).toHaveCount(3);
  await lab.open("two-tower", SMALL);
  await lab.train();
  await lab.finished();
  await lab.region.getByRole("tab", { name: "List, why" }).click();
  const before = lab.region.getByRole("region", { name: "Matrix factorization, run 2" });
  await expect(before.getByRole("listitem")).toHaveCount(10);
  const user = lab.region.getByRole("spinbutton", { name: "User" }).first();
  await user.fill("7");
  await user.press("Enter");
  await expect(before).toHaveCount(0);
  await lab.open("sasrec", { ...SMALL, protocol: "temporal" });
  await expect(user).toHaveValue("7");
  await lab.train();
  await lab.finished();

  await lab.region.getByRole("link", { name: "All models of the course in one table" }).click();
  const table = all.getByRole("table");
  const row = (name: RegExp) => table.getByRole("row", { name });
  await expect(row(/^Matrix factorization .*wasm \d[\d,]* ± 0\.\d+ over 2 seeds/)).toBeVisible();
  await expect(row(/^Two towers .*one seed.* the last 20 films, genres/)).toBeVisible();
  await expect(row(/^SASRec .*not compared: one cut in time/)).toBeVisible();
  await expect(all.getByText(/the same films of the same people, but not the same/)).toBeVisible();
  await table.getByRole("button", { name: "Numbers learnt" }).click();
  const head = table.getByRole("columnheader", { name: "Numbers learnt" });
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  expect(await lab.findings()).toEqual([]);

  const file = page.waitForEvent("download");
  await all.getByRole("button", { name: "Export CSV" }).click();
  const lines = readFileSync(await (await file).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^ruler,dataset,lesson,settings,compared,metric,mean,seeds/);

  await row(/^Two towers/)
    .getByRole("link")
    .click();
  await expect(lab.region.getByText(/^Changed: .*d 4.*epochs 1/)).toBeVisible();
});
