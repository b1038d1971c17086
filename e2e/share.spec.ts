/** What leads others to what is on screen: links, frames, codes for cameras. */
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SMALL = { dataset: "synthetic", backend: "wasm", epochs: 2, dim: 8 };

const linkIn = async (page: Page) =>
  page.getByRole("dialog", { name: "Share" }).getByLabel("Link", { exact: true }).inputValue();

test("a link leads to the section, the picture and the step of training that were shared", async ({
  page,
  context,
}) => {
  const lab = new Lab(page);
  await lab.open("matrix-factorization", { ...SMALL, seed: 5 });
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expect(lab.status).toHaveText(/^Paused.*\b3\b/);
  const loss = await lab.number("Loss");
  await lab.region.getByRole("tab", { name: "Code" }).click();
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await expect(dialog.getByRole("checkbox", { name: "The picture “Code”" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: /^Step 3 of training/ })).toBeChecked();
  await expect(dialog.getByRole("img", { name: "The link as a QR code" })).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Settings that cannot be changed" }).check();
  await dialog.getByRole("checkbox", { name: "No metrics and no curves" }).check();
  expect(await lab.findings(), "the dialog").toEqual([]);
  const link = await linkIn(page);
  expect(link.length).toBeLessThan(300);

  const other = await context.newPage();
  await other.goto(link);
  const there = new Lab(other);
  await expect(there.status).toHaveText(/^Paused.*\b3\b/);
  await expect(there.region.getByRole("tab", { name: "Code", selected: true })).toBeVisible();
  await expect(there.region.getByLabel("Seed")).toHaveValue("5");
  await expect(there.region.getByLabel("Seed")).toBeDisabled();
  await expect(there.output("Loss")).toHaveCount(0);
  await other.goto(link.replace("hide=metrics%2Ccurves&", ""));
  await expect(there.status).toHaveText(/^Paused.*\b3\b/);
  expect(await there.number("Loss")).toBe(loss);
});

test("a frame shows the lab alone, and a link that asks for too much says so", async ({ page }) => {
  const lab = new Lab(page);
  await page.setViewportSize({ width: 900, height: 600 });
  await page.goto("./#/");
  await page.getByRole("button", { name: "Share" }).click();
  expect(await linkIn(page)).toMatch(/#\/$/);
  await page.keyboard.press("Escape");
  const wrong = { embed: "lab", view: "nonsense", user: 99_999, at: 99_999 };
  const query = Object.entries({ ...SMALL, ...wrong }).map(([key, value]) => `${key}=${value}`);
  await page.goto(`./#/lessons/matrix-factorization?${query.join("&")}`);
  // Another frame is another visit.
  await page.reload();
  await lab.finished();
  await expect(page.getByRole("tabpanel").locator("figure").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
  await expect(lab.region.getByRole("link", { name: /^Live RecSys: / })).toBeVisible();
  await expect(lab.region.getByText(/view is “nonsense”, but here it takes/)).toBeVisible();
  await expect(lab.region.getByText(/user is “99999”, but it goes up to/)).toBeVisible();
  await expect(lab.region.getByText(/at is “99999”, but it goes up to/)).toBeVisible();
});
