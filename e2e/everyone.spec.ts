/** What holds in every lesson, for every reader. A lesson is here by being in the course. */
import { expect, type Page, test } from "@playwright/test";
import { COURSE } from "../src/curriculum.ts";
import { Lab } from "./lab.ts";

const LESSONS = COURSE.flatMap(({ lessons }) => lessons);

/** A lesson's settings for a quick run; a lesson that has no `epochs` reads its data once. */
function small(slug: string): Record<string, string | number> {
  const data = { dataset: "synthetic", backend: "wasm" };
  if (slug === "the-data") return data;
  return { ...data, epochs: 1, ...ALONE[slug] };
}

/** Without a run beneath, which would be trained first. */
const ALONE: Readonly<Record<string, Record<string, string>>> = {
  "semantic-ids": { by: "k-means" },
  "two-stages": { retriever: "knn" },
};

/** Models so small that the software adapter has their kernels ready soon. */
const TINY: Readonly<Record<string, Record<string, string | number>>> = {
  "matrix-factorization": { dim: 4, batch: 32 },
  "two-tower": { dim: 8, batch: 32, extra: 64 },
  dlrm: { dim: 4, deep: 8, batch: 32 },
  "dcn-v2": { dim: 4, batch: 32 },
  "ranking-gradients": { task: "top-heavy" },
  "youtube-dnn": { batch: 32, dim: 4, history: 4, drawn: 32 },
  sasrec: { batch: 8, length: 4, dim: 4, blocks: 1 },
  bert4rec: { batch: 32, length: 4, dim: 4, blocks: 1 },
  "target-attention": { batch: 32, dim: 4, history: 4, beside: "none" },
  "rq-vae": { codes: 16, dim: 8, hidden: 16, batch: 16, levels: 1 },
  "generative-retrieval": { batch: 8, length: 2, dim: 4, blocks: 1, heads: 1, dropout: 0 },
  "semantic-ids": { batch: 32, dim: 4, codes: 8, beside: "none" },
  "two-stages": { batch: 32, hidden: 4, numNegatives: 4, candidates: 20 },
  "feedback-loop": { batch: 32, dim: 4, slots: 2, rounds: 2 },
  "offline-online": { batch: 32, dim: 4, visits: 500 },
};

/** Counts what a page asks for by itself: frames to draw, and work for the worker. */
function countWork() {
  const counts = { frames: 0, messages: 0 };
  const { requestAnimationFrame } = window;
  const { postMessage } = Worker.prototype;
  window.requestAnimationFrame = (callback) => {
    counts.frames++;
    return requestAnimationFrame.call(window, callback);
  };
  Worker.prototype.postMessage = function (this: Worker, ...of: unknown[]) {
    counts.messages++;
    return Reflect.apply(postMessage, this, of);
  } as Worker["postMessage"];
  /** What was asked for while the browser drew thirty frames. */
  const during = async () => {
    const before = { ...counts };
    for (let frame = 0; frame < 30; frame++) {
      await new Promise((drawn) => requestAnimationFrame.call(window, drawn));
    }
    return counts.frames - before.frames + counts.messages - before.messages;
  };
  Object.assign(window, { workDuringThirtyFrames: during });
}

for (const slug of LESSONS) {
  test(`${slug}: idle when finished, nothing for axe in light, dark and any view, its rows, reasons and paper, the same numbers when the worker is killed, all of it by keyboard in a small window, and whole on the stage`, async ({
    page,
  }) => {
    await page.addInitScript(countWork);
    const lab = new Lab(page);
    await lab.open(slug, small(slug));
    await lab.train();
    await lab.finished();
    // Finished means idle: nothing is drawn and nothing computed any more.
    const work = () => page.evaluate("workDuringThirtyFrames()");
    await expect.poll(work, { message: "work after the end" }).toBe(0);
    let part: string | undefined;
    await lab.forEachView(async (_, title) => {
      expect(await lab.findings({ part }), `${title}, light`).toEqual([]);
      expect(await page.evaluate(crowded), `${title}, labels`).toEqual([]);
      // In the other scheme only colours differ.
      await page.emulateMedia({ colorScheme: "dark" });
      const rules = ["color-contrast"];
      expect(await lab.findings({ part, rules }), `${title}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      // In the other views only the view differs.
      part = "[role=tabpanel]";
    });
    await lab.showsThreeThings();
    await lab.button("Reset").click();
    await expect(lab.status).toHaveText(/^Idle/);
    await lab.button("Step").click();
    await expect(lab.status).toHaveText(/^(Paused|Finished)/);
    await lab.killWorker();
    await expect(page.getByText(/The training worker stopped/)).toBeVisible();
    await expect(lab.status).toHaveText(/^(Paused|Finished)/);
    await lab.train();
    await lab.finished();
    const numbers = (row: number) => lab.runs.nth(row).locator("td[data-number]").allTextContents();
    await expect.poll(() => numbers(1)).toEqual(await numbers(2));
    expect(await numbers(1)).toContainEqual(expect.stringMatching(/\d/));
    await byKeyboard(page, lab);
    await onStage(page);
  });
}

/** In front of a hall nothing scrolls, in no section; 1920 x 1080 has the same layout, so its last section will do. */
async function onStage(page: Page) {
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.locator("body").press("p");
  const next = page.getByRole("button", { name: "Next section" });
  for (;;) {
    // A section may leave out the first of a view's pictures.
    const pictures = page.getByRole("tabpanel").locator("figure, section");
    await expect(pictures.filter({ visible: true }).first()).toBeVisible();
    const section = await page.getByRole("heading", { level: 1 }).textContent();
    await expect.poll(() => page.evaluate(cut), { message: `cut in “${section}”` }).toEqual([]);
    if (await next.isDisabled()) break;
    await page.locator("body").press("ArrowRight");
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(() => page.evaluate(cut), { message: "cut at 1920 x 1080" }).toEqual([]);
}

/** Runs in the page. @returns what scrolls, or holds more than it shows, by its class */
function cut(): string[] {
  const frames = "[data-picture], [data-picture] > div, [data-picture] > div > div";
  return [...document.querySelectorAll<HTMLElement>("body *:not(input, textarea)")].flatMap(
    (element) => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
      const high = clientHeight > 0 && scrollHeight > clientHeight + 3;
      const wide = clientWidth > 0 && scrollWidth > clientWidth + 3;
      if (!high && !wide) return [];
      const { overflowX, overflowY } = getComputedStyle(element);
      const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
      const held = high && (scrolls(overflowY) || element.matches(frames));
      return held || (wide && scrolls(overflowX)) ? [String(element.className)] : [];
    },
  );
}

/** Runs in the page. @returns labels that lie over each other or are cut by their drawing, and words that leave their picture */
function crowded(): string[] {
  const found: string[] = [];
  const area = "[role=tabpanel], .lab-row";
  for (const svg of document.querySelectorAll<SVGElement>(`:is(${area}) svg`)) {
    const frame = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll("text")].flatMap((text) => {
      const box = text.getBoundingClientRect();
      const slanted = text.getAttribute("transform")?.includes("rotate");
      return box.width > 0 && !slanted ? [{ name: text.textContent, box }] : [];
    });
    labels.forEach(({ name, box }, at) => {
      const outside = Math.max(frame.left - box.left, box.right - frame.right);
      if (outside > 3 && getComputedStyle(svg).overflow !== "visible") found.push(`${name} is cut`);
      for (const other of labels.slice(at + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        const least = Math.min(box.height, other.box.height);
        if (width > 2 && height > 0.35 * least) found.push(`${name} lies over ${other.name}`);
      }
    });
  }
  for (const picture of document.querySelectorAll("[data-picture]")) {
    const edge = picture.getBoundingClientRect().right;
    for (const element of picture.querySelectorAll<HTMLElement>("*:not(svg *)")) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.nodeValue?.trim(),
      );
      if (!own || element.getBoundingClientRect().right <= edge + 4) continue;
      let holder = element.parentElement;
      while (holder && holder !== picture && getComputedStyle(holder).overflowX === "visible") {
        holder = holder.parentElement;
      }
      if (holder === picture) found.push(`${element.textContent} leaves its picture`);
    }
  }
  return found;
}

/** In a small window, with forced colours and less motion: the same page, from its first step on. */
async function byKeyboard(page: Page, lab: Lab) {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 780 });
  const fits = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expect.poll(fits, { message: "the text scrolls sideways" }).toBe(0);
  await page.locator("body").press("r");
  await expect(lab.status).toHaveText(/^Idle/);
  await page.keyboard.press(".");
  await expect(lab.status).toHaveText(/^(Paused|Finished)/);
  await page.keyboard.press("Space");
  await lab.finished();
  // The lab is a sheet here: open it, and go through its pictures with the arrow keys.
  await page.getByRole("button", { name: "Open the lab" }).press("Enter");
  const tabs = await lab.region.getByRole("tab").all();
  await lab.region.getByRole("tab", { selected: true }).focus();
  await page.keyboard.press("Home");
  for (const tab of tabs) {
    await expect(tab).toBeFocused();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("tabpanel").locator("figure, section").first()).toBeVisible();
    expect(await fits(), `${await tab.textContent()} scrolls sideways`).toBe(0);
    expect(await page.evaluate(crowded), `${await tab.textContent()}, labels`).toEqual([]);
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Open the lab" })).toBeVisible();
  // 200 % zoom of a laptop's window: half as many pixels, each twice as large.
  await page.setViewportSize({ width: 720, height: 450 });
  expect(await fits(), "at 200 %").toBe(0);
}

for (const slug of LESSONS.filter((lesson) => lesson in TINY)) {
  test(`${slug}: a step on WebGPU gives a loss, and a lost card does not end it`, async ({
    page,
  }) => {
    const lab = new Lab(page);
    const settings = { ...small(slug), ...TINY[slug], backend: "webgpu" };
    // The software adapter takes its time to compile fifty kernels.
    await lab.open(slug, settings, { timeout: 90_000 });
    const step = async () => {
      await lab.button("Step").click();
      await expect(lab.status).toHaveText(/^Paused/, { timeout: 60_000 });
    };
    await step();
    expect(await lab.number("Loss")).toBeGreaterThan(0);
    await lab.loseCard();
    await lab.button("Step").click();
    await expect(page.getByText(/The graphics card was lost/)).toBeVisible({ timeout: 90_000 });
    await expect(lab.status).toHaveText(/^Paused/, { timeout: 60_000 });
    await step();
    expect(await lab.number("Loss")).toBeGreaterThan(0);
    await expect(lab.output("Back end")).toContainText("WebGPU");
  });
}

test("axe finds nothing in whatever state a lesson is", async ({ page }) => {
  const lab = new Lab(page);
  const clean = async (state: string) => expect(await lab.findings(), state).toEqual([]);
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await clean("the course");
  await page.goto("./#/lessons/nonsense");
  await expect(page.getByText(/There is no lesson/)).toBeVisible();
  await clean("no such lesson");
  await page.goto("./#/bench");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await clean("the bench");

  await lab.open("matrix-factorization", { ...small("matrix-factorization"), dim: "many" });
  await expect(page.getByText(/could not be followed to the letter/)).toBeVisible();
  await clean("a link with a bad value");
  await lab.button("All settings").click();
  await clean("all settings");
  await page.getByRole("button", { name: "user", exact: true }).first().focus();
  await clean("a term of the glossary");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await clean("all keys");
  await page.keyboard.press("Escape");
  await lab.button("Your own data …").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await clean("own data");
  await page.keyboard.press("Escape");

  const choice = page.getByRole("group", { name: /^Predict.*how popular/ });
  await choice.getByRole("radio").first().check({ force: true });
  await choice.getByRole("button", { name: "Commit" }).click();
  await clean("a prediction that waits for its run");
  await expect(choice.getByText(/ratings on average with uniform negatives/)).toBeVisible({
    timeout: 90_000,
  });
  await clean("a prediction that is settled");
  await page.keyboard.press("p");
  await expect(page.getByRole("region", { name: "Presenter" })).toBeVisible();
  await clean("presenter mode");
  await page.keyboard.press("p");
  await lab.killWorker();
  await expect(page.getByText(/The training worker stopped/)).toBeVisible();
  await clean("after a fault");
});
