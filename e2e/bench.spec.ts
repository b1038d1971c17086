/** The bench in the notebook, on the reader's own machine. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

test("a reader measures their machine, copies the table, and can stop", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#/");
  await page.getByRole("link", { name: "How fast is this machine?" }).click();
  const webgpu = page.getByRole("checkbox", { name: "WebGPU" });
  // The adapter of this machine is software, which a reader is spared unless they ask.
  await expect(webgpu).not.toBeChecked();
  await page.getByRole("button", { name: "Measure" }).click();
  const rows = page.getByRole("table", { name: "A training step" }).getByRole("row");
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Measure" })).toBeEnabled();
  const [, first] = await rows.all();
  await expect(first!.getByRole("cell").first()).toHaveText("Matrix factorization");
  const times = await first!.getByRole("cell").nth(4).textContent();
  expect(Number(times)).toBeGreaterThan(1);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByText("The table is copied.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("| Matrix factorization | WebAssembly |");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await new Lab(page).findings()).toEqual([]);
  }
});
