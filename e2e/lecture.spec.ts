/** In front of a hall, and taken out of it: votes, the light, notes that lead, pictures and paper. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "matrix-factorization";
const SMALL = { dataset: "synthetic", backend: "wasm" };

test("a lecture by the keys: two votes, commit, reveal, light, lines, going on and coming back", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, present: 1, step: "popularity" });
  const stage = page.getByRole("region", { name: "Presenter" });
  const body = page.locator("body");
  const headline = stage.getByRole("heading", { level: 1 });
  await expect(headline).toHaveText("Negatives drawn by popularity");

  // A number chooses; once there is a vote it adds a hand, with Shift it takes one back.
  await body.press("2");
  await expect(stage.getByRole("radio", { name: /About as popular/ })).toBeChecked();
  await body.press("t");
  const votes = (option: RegExp) => stage.getByRole("status", { name: option });
  for (const key of ["1", "3", "3", "3", "Shift+Digit3"]) await body.press(key);
  await expect(votes(/^Votes for “More popular/)).toHaveText("1");
  await expect(votes(/^Votes for “Less popular/)).toHaveText("2");
  await expect(stage.getByText("First vote: 3 votes.")).toBeVisible();
  await body.press("t");
  await expect(votes(/^Votes for “Less popular/)).toHaveText("0");
  await stage.getByRole("button", { name: /^One vote more for “More popular/ }).click();
  await expect(stage.getByText(/^Vote 2: 1 vote; the thin bars/)).toBeVisible();
  await expect(stage.getByRole("radio", { name: /More popular/ })).toBeChecked();

  expect(await lab.findings()).toEqual([]);

  await body.press("Enter");
  await expect(stage.getByText("Your answer: More popular than before")).toBeVisible();
  await expect(stage.getByText(/Run 1 of 2/)).toBeVisible();
  await expect(stage.getByText("The run has answered.")).toBeVisible({ timeout: 90_000 });
  await expect(stage.getByText(/^The run (agrees|says)/)).toBeHidden();
  await body.press("v");
  await expect(stage.getByText(/^The run (agrees|says)/)).toBeVisible();
  await expect(headline).toHaveText(/Drawing negatives by popularity makes/);

  // The light follows the pointer, and goes with its key.
  await body.press("l");
  const light = page.locator("[data-light]");
  await page.mouse.move(600, 300);
  await expect(light).not.toHaveAttribute("data-still", "");
  await body.press("l");
  await expect(light).toHaveCount(0);

  // What the pointer shows is kept while it goes elsewhere.
  const row = page.getByRole("row", { name: /^\d+ Film/ }).first();
  await row.hover();
  await expect(row).toHaveAttribute("data-lit", "true");
  await body.press("k");
  await page.mouse.move(20, 20);
  await expect(page.getByText(/is kept: K lets it go/)).toBeVisible();
  await expect(row).toHaveAttribute("data-lit", "true");
  await body.press("k");
  await row.hover();
  await page.mouse.move(20, 20);
  await expect(row).not.toHaveAttribute("data-lit");

  // Lines stay with their section.
  await body.press("d");
  const drawn = page.getByRole("img", { name: /^Drawn over the picture/ });
  await page.mouse.move(500, 300);
  await page.mouse.down();
  await page.mouse.move(600, 350, { steps: 4 });
  await page.mouse.up();
  await expect(drawn).toHaveAccessibleName("Drawn over the picture: 1");
  await body.press("d");
  await body.press("ArrowRight");
  await expect(headline).toHaveText("Do hard negatives teach more?");
  await expect(drawn).toHaveCount(0);
  await body.press("ArrowLeft");
  await expect(headline).toHaveText(/Drawing negatives by popularity makes/);
  await expect(stage.getByText(/^The run (agrees|says)/)).toBeVisible();
  await expect(drawn).toBeVisible();
  await body.press("z");
  await expect(drawn).toHaveCount(0);

  // What if: another setting, trained from the keyboard, and back to the section's own.
  const alpha = page.getByRole("spinbutton", { name: /^Popularity exponent/ });
  await alpha.fill("0.5");
  await alpha.press("Enter");
  await alpha.blur();
  await body.press(" ");
  await expect(lab.status).toHaveText(/^Training/);
  await lab.finished();
  // All settings, the seed and the runs are one key away.
  const seed = lab.region.getByLabel("Seed", { exact: true });
  await expect(seed).toBeHidden();
  await body.press("s");
  await expect(seed).toBeVisible();
  await expect(lab.region.getByRole("spinbutton", { name: /^Dimension/ })).toBeVisible();
  await expect(lab.region.getByRole("button", { name: "Export JSON" })).toBeVisible();
  expect(await lab.findings()).toEqual([]);
  await body.press("s");
  await expect(seed).toBeHidden();
  await body.press("0");
  await expect(alpha).not.toHaveValue("0.5");
});

test("the notes say what will come out, count the hands, and lead the lecture", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, present: 1, step: "popularity" });
  const stage = page.getByRole("region", { name: "Presenter" });
  const opened = page.waitForEvent("popup");
  await stage.getByRole("button", { name: "Notes" }).click();
  const notes = await opened;
  await expect(notes.getByText("What will come out")).toBeVisible();
  await expect(notes.getByText(/^Less popular: about 170/)).toBeVisible();
  await expect(notes.getByRole("timer", { name: "Since the beginning" })).toHaveText(/^\d+:\d\d$/);
  await expect(notes.getByRole("status", { name: "The run" })).toHaveText(/^Idle/);
  // The keys of the stage work in this window, too.
  const body = notes.locator("body");
  await body.press("t");
  await body.press("3");
  await expect(stage.getByRole("status", { name: /^Votes for “Less popular/ })).toHaveText("1");
  await expect(notes.getByRole("row", { name: /Less popular.* 1$/ })).toBeVisible();
  await body.press("l");
  await page.mouse.move(640, 200);
  await expect(notes.getByRole("img", { name: "Where the light is" })).toBeVisible();
  await body.press("ArrowRight");
  await expect(stage.getByRole("heading", { level: 1 })).toHaveText(
    "Do hard negatives teach more?",
  );
  await expect(notes.getByText(/^A hard negative may be a film/)).toBeVisible();
});

test("a picture is taken out with its run and a link, and the lesson is printed with its pictures", async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      const { printing } = document.documentElement.dataset;
      const pictures = document.querySelectorAll(".printed img").length;
      const open = document.querySelectorAll("details.answer[open]").length;
      Object.assign(window, { printed: { printing, pictures, open } });
    };
  });
  const lab = new Lab(page);
  await lab.open(SLUG, { ...SMALL, epochs: 1 });
  await lab.train();
  await lab.finished();
  const save = async (kind: string) => {
    await page.getByRole("tabpanel").getByRole("button", { name: "Save" }).first().click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: kind }).click();
    const file = await download;
    return { name: file.suggestedFilename(), content: readFileSync((await file.path())!) };
  };
  const png = await save("Picture as PNG");
  expect(png.name).toBe("live-recsys-film-map.png");
  expect(png.content.subarray(1, 4).toString()).toBe("PNG");
  const svg = await save("Picture as SVG");
  expect(svg.content.toString()).toMatch(/^<svg[\s\S]*Run 1 \(epochs 1\), seed 1[\s\S]*view=map/);
  const csv = await save("Numbers as CSV");
  expect(csv.content.toString()).toMatch(/^Film,Year,Genres,Ratings,x,y\n/);

  for (const [button, printing] of [
    ["Print with answers", "filled"],
    ["Print to fill in", "blank"],
  ] as const) {
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("button", { name: button }).click();
    const printed = () => page.evaluate("window.printed");
    await expect
      .poll(printed, { timeout: 60_000 })
      .toMatchObject({ printing, open: printing === "filled" ? 2 : 0 });
    const { pictures } = (await printed()) as { pictures: number };
    expect(pictures).toBeGreaterThan(3);
    await expect(page.locator(".printed")).toHaveCount(0);
  }
});
