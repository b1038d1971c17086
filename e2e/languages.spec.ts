/** The page in another language: chosen in the middle of a lesson, asked for by a link, kept for the next visit. */
import { existsSync, readdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

/** Three hundred made-up people: a run takes a moment. */
const SMALL = { dataset: "synthetic", backend: "wasm", batch: 512 } as const;

const NOT_TRANSLATED = "Этот урок ещё не переведён: его текст на английском.";

const isTranslated = (slug: string) => existsSync(`src/lessons/${slug}/prose.ru.mdx`);
const lessons = readdirSync("src/lessons");

/** The lab of a lesson that is read in Russian. */
function russian(page: Page) {
  const region = page.getByRole("region", { name: "Лаборатория", exact: true });
  return {
    train: region.getByRole("button", { name: "Обучить", exact: true }),
    status: region.getByRole("status", { name: "Статус обучения" }),
    slider: region.getByRole("slider", { name: "Шаг обучения" }),
    ndcg: region.getByRole("status", { name: "NDCG@10", exact: true }),
    runs: region.getByRole("table", { name: /Прогоны|Runs/ }).getByRole("row"),
  };
}

const choose = (page: Page, language: string) =>
  page.getByRole("button", { name: language, exact: true }).click();

const inLanguage = (page: Page, code: string) =>
  expect(page.locator("html")).toHaveAttribute("lang", code);

test("a language is chosen in the middle of a lesson, and training is as it was", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("the-data", SMALL);
  await inLanguage(page, "en");
  await lab.train();
  await lab.finished();
  const slider = lab.region.getByRole("slider", { name: "Training step" });
  const end = await slider.inputValue();
  await slider.press("ArrowLeft");
  await expect(lab.status).toHaveText(/^Paused/);
  const status = (await lab.status.textContent())!;
  const step = await slider.inputValue();
  const ndcg = (await lab.output("NDCG@10").textContent())!;
  const heading = page.getByRole("heading", { level: 1 });
  const question = (await heading.textContent())!;
  expect(Number(step)).toBeLessThan(Number(end));

  await choose(page, "Русский");
  await inLanguage(page, "ru");
  const there = russian(page);
  await expect(there.train).toBeVisible();
  await expect(there.status).toHaveText(/^Пауза шаг [\d,]+ из [\d,]+, эпоха \d+ \/ \d+$/);
  await expect(there.slider).toHaveValue(step);
  await expect(there.ndcg).toHaveText(ndcg);
  await expect(there.runs).toHaveCount(2);
  expect(await lab.findings()).toEqual([]);
  await there.slider.press("ArrowRight");
  await expect(there.slider).not.toHaveValue(step);
  await there.slider.press("ArrowLeft");
  await expect(there.slider).toHaveValue(step);

  await choose(page, "English");
  await inLanguage(page, "en");
  await expect(lab.status).toHaveText(status);
  await expect(heading).toHaveText(question);
  await expect(slider).toHaveValue(step);
  await expect(lab.output("NDCG@10")).toHaveText(ndcg);
  await lab.train();
  await lab.finished();
  await expect(slider).toHaveValue(end);
  await expect(lab.runs).toHaveCount(2);
});

test("the section that is read stays the one that is read", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("the-data", SMALL);
  const mark = page.locator(".rail-mark").nth(3);
  const heading = page.locator("[data-lesson-step]").nth(3).locator("h2");
  await mark.click();
  await expect(heading).toBeInViewport({ ratio: 1 });
  await expect(mark).toHaveAttribute("aria-current", "step");
  await choose(page, "Русский");
  await expect(russian(page).train).toBeVisible();
  await expect(mark).toHaveAttribute("aria-current", "step");
  await expect(heading).toBeInViewport();
});

test("a link asks for a language, and the reader's choice goes over it", async ({ page }) => {
  const query = new URLSearchParams({ ...SMALL, batch: "512", lang: "ru" });
  await page.goto(`./#/lessons/the-data?${query}`);
  await inLanguage(page, "ru");
  const there = russian(page);
  await expect(there.status).toHaveText(/^Ожидание/);
  await expect(page.getByRole("status", { name: "Уведомления" })).toBeEmpty();
  await choose(page, "English");
  await expect(new Lab(page).status).toHaveText(/^Idle/);
  expect(page.url()).not.toContain("lang=");
});

test("a language that cannot be fetched leaves the page in English", async ({ page }) => {
  await page.route("**/assets/messages-*.js", (route) => route.abort());
  await page.goto("./#/?lang=ru");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("trained in front of you");
  await inLanguage(page, "en");
});

test("what goes wrong in the engine is told in the reader's language", async ({ page }) => {
  await page.route("**/datasets/movielens-small/**", (route) => route.abort());
  await page.goto("./#/lessons/matrix-factorization?batch=0&lang=ru");
  const notices = page.getByRole("status", { name: "Уведомления" });
  await expect(notices).toContainText(/batch здесь "0", а нужно: целое число от \d+ до \d+/);
  await expect(russian(page).status).toHaveText(
    /Файл datasets\/movielens-small\/\S+ не прочитался/,
  );

  await page.getByRole("button", { name: "Ваши данные…" }).click();
  const dialog = page.getByRole("dialog", { name: "Ваши данные" });
  const choose = (name: string, content: string) =>
    dialog
      .getByLabel("Выбрать файлы")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await choose("a.pdf", "%PDF-1.7");
  await expect(dialog.getByRole("alert")).toHaveText(/^«a\.pdf» — PDF\. Скопируйте/);
  const rows = Array.from({ length: 90 }, (_, n) => `u${n % 9},i${(n * 7) % 20},3`);
  await choose("r.csv", `user,item,rating\n,i1,3\n${rows.join("\n")}\n`);
  await expect(dialog.getByRole("cell", { name: "пользователь не указан" })).toBeVisible();
  await expect(dialog.getByText(/^Времени нет: вместо него порядок строк/)).toBeVisible();
  await expect(dialog).not.toContainText(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/);
});

test("the choice is kept for the next visit", async ({ page }) => {
  await page.goto("./");
  await choose(page, "Русский");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Рекомендательные системы, которые обучаются у вас на глазах");
  await expect(page.getByRole("navigation", { name: "Курс" })).toBeVisible();
  await page.reload();
  await inLanguage(page, "ru");
  await expect(heading).toHaveText("Рекомендательные системы, которые обучаются у вас на глазах");
  const lab = new Lab(page);
  expect(await lab.findings()).toEqual([]);
});

test("a lesson that is not translated says so, and its text is marked as English", async ({
  page,
}) => {
  const slug = lessons.find((lesson) => !isTranslated(lesson));
  test.skip(!slug, "every lesson is translated");
  await page.goto(`./#/lessons/${slug}?lang=ru`);
  const line = page.getByText(NOT_TRANSLATED);
  await expect(line).toBeVisible();
  await expect(line).toHaveAttribute("lang", "ru");
  await expect(page.getByRole("article")).toHaveAttribute("lang", "en");
  await choose(page, "English");
  await inLanguage(page, "en");
  await expect(page.getByRole("article")).toHaveAttribute("lang", "en");
  await expect(page.getByText("not translated yet")).toHaveCount(0);
});

test("the words of a lesson are its own", async ({ page }) => {
  await page.goto("./#/lessons/matrix-factorization?lang=ru");
  await expect(page.getByRole("tab", { name: "Нормы" })).toBeVisible();
  await page.goto("./#/lessons/sasrec");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Which of the films");
  await expect(page.getByRole("tab", { name: "Code" })).toBeVisible();
  await page.goto("./#/lessons/matrix-factorization");
  await expect(page.getByRole("tab", { name: "Код" })).toBeVisible();
  await choose(page, "English");
  await expect(page.getByRole("tab", { name: "Code" })).toBeVisible();
  await choose(page, "Русский");
  await expect(page.getByRole("tab", { name: "Код" })).toBeVisible();
});

test("a lesson that is translated is read in its language", async ({ page }) => {
  const slug = lessons.find(isTranslated);
  test.skip(!slug, "no lesson is translated yet");
  await page.goto(`./#/lessons/${slug}?lang=ru`);
  await expect(page.getByRole("article")).toHaveAttribute("lang", "ru");
  await expect(page.getByText(NOT_TRANSLATED)).toHaveCount(0);
});
