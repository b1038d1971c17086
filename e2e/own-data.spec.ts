/** A reader brings data of their own: from a paste or from files, to every lesson, and out again. */
import { execFile } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const QUICK = { dataset: "synthetic", backend: "wasm", epochs: 1, dim: 8 };
const SCRATCH = ".cache/own-data";

/** Forty people and what they have read of thirty books, by a rule, so that it is the same again. */
function survey(line: (user: number, item: number, n: number) => string): string {
  const lines: string[] = [];
  for (let user = 0; user < 40; user++) {
    for (let n = 0; n < 12; n++) {
      lines.push(line(user, (user * 7 + n * (1 + 6 * (user % 3))) % 30, lines.length));
    }
  }
  return `${lines.join("\n")}\n`;
}

const ratings = `userId,movieId,rating,timestamp\n${survey(
  (user, item, n) => `${user + 1},${item + 1},${1 + (n % 9) / 2},${1_000_000_000 + 60 * n}`,
)}`;
const MARKUP = "<img src=x onerror=pwned()> & <b>bold</b>";
const movies = `movieId,title,genres\n${Array.from({ length: 30 }, (_, i) =>
  [
    i + 1,
    i === 0 ? MARKUP : i === 1 ? "=cmd()|'/c calc'!A0" : `"Book ${i}, The (19${50 + i})"`,
    i % 2 === 0 ? "Drama|Comedy" : "Drama",
  ].join(),
).join("\n")}\n`;

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content),
});

class OwnData {
  readonly dialog;
  readonly alert;
  constructor(
    readonly page: Page,
    readonly lab: Lab,
  ) {
    this.dialog = page.getByRole("dialog", { name: "Your own data" });
    this.alert = this.dialog.getByRole("alert");
  }
  async open() {
    await this.lab.button("Your own data …").click();
    await expect(this.dialog).toBeVisible();
  }
  async choose(...files: ReturnType<typeof file>[]) {
    await this.dialog.getByLabel("Choose files").setInputFiles(files);
  }
  async drop(name: string, content: string) {
    const dataTransfer = await this.page.evaluateHandle(
      ([name, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content!], name!));
        return transfer;
      },
      [name, content],
    );
    await this.dialog.getByText("or drop them here").dispatchEvent("drop", { dataTransfer });
  }
  /** Takes what has been read, and waits for the lesson to open with it. @returns its id */
  async use(name: string): Promise<string> {
    await this.dialog.getByLabel("Name", { exact: true }).fill(name);
    await this.dialog.getByRole("button", { name: "Use these data" }).click();
    await expect(this.dialog).toBeHidden();
    await expect(this.lab.status).toHaveText(/^Idle/);
    await expect(this.page).toHaveURL(/dataset=own-[0-9a-f]{16}/);
    return /own-[0-9a-f]{16}/.exec(this.page.url())![0];
  }
}

async function begin(page: Page, slug = "matrix-factorization") {
  const lab = new Lab(page);
  await lab.open(slug, QUICK);
  return { lab, own: new OwnData(page, lab) };
}

test("a pasted table is understood, corrected, trained on, and offered in every lesson", async ({
  page,
}) => {
  const { lab, own } = await begin(page);
  await lab.button("Your own data …").focus();
  await page.keyboard.press("Enter");
  await expect(own.dialog).toContainText("2,000,000 interactions");
  expect(await lab.findings({ part: "dialog" })).toEqual([]);
  await own.dialog.getByText("Paste a table instead").click();
  const table = survey((user, item, n) =>
    [`Ann ${user}`, `Book ${item}`, 1 + (n % 10), `${1 + (n % 28)}.03.2015`].join("\t"),
  );
  await own.dialog.getByLabel("Pasted table").fill(`who\twhat\tmark\twhen\n${table}`);
  await own.dialog.getByRole("button", { name: "Read the table" }).click();

  // The names of the columns say too little, so the reader says what they are.
  await expect(own.dialog.getByLabel("What who is")).toHaveValue("user");
  await own.dialog.getByLabel("What mark is").selectOption({ label: "Rating" });
  await expect(own.dialog.getByText(/480 interactions of 40 users with 30 items/)).toBeVisible();
  await expect(own.dialog.getByText("from 1 to 10")).toBeVisible();
  await own.dialog.getByLabel("What mark is").selectOption({ label: "User" });
  await expect(own.alert).toContainText("Two columns are “User”");
  await own.dialog.getByLabel("What mark is").selectOption({ label: "Rating" });
  await expect(own.dialog.getByRole("radio", { name: /^5-core 480 interactions/ })).toBeChecked();
  await expect(own.dialog.getByRole("radio", { name: /20-core/ })).toBeDisabled();
  expect(await lab.findings({ part: "dialog" })).toEqual([]);
  const id = await own.use("Our survey");

  await expect(page.getByText(/Our survey, 480 interactions/)).toBeVisible();
  await lab.train();
  await lab.finished();
  expect(await lab.number("HR@10")).toBeGreaterThanOrEqual(0);
  await expect(lab.runs.filter({ hasText: "on Our survey" })).toHaveCount(1);
  const end = await lab.number("Loss");
  await lab.region.getByRole("slider", { name: "Training step" }).press("ArrowLeft");
  await expect(lab.status).toHaveText(/^Paused/);
  await lab.train();
  await lab.finished();
  expect(await lab.number("Loss")).toBe(end);

  for (const slug of ["two-tower", "dcn-v2", "ranking-gradients", "the-data", "sasrec", "rq-vae"]) {
    await lab.open(slug, {
      ...(slug === "the-data" ? {} : { epochs: 1 }),
      dataset: id,
      backend: "wasm",
    });
    await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue(id);
    await lab.train();
    await lab.finished();
  }
});

test("files with titles: what is left out is counted, titles stay text, a rename and a removal hold", async ({
  page,
}) => {
  await page.addInitScript(() => {
    (window as unknown as { pwned: () => void }).pwned = () => {
      document.title = "pwned";
    };
  });
  const { lab, own } = await begin(page);
  await own.open();
  const spoilt = `${ratings},5,3,1000000000\n1,5,NaN,1000000000\n1,9,4,never\n1,"5,3,1000000000\n`;
  await own.choose(
    file("ratings.csv", spoilt),
    file("movies.csv", movies),
    file("tags.csv", "a,b\n1,2"),
  );
  const left = own.dialog.getByRole("table", { name: "Left out" }).getByRole("row");
  await expect(left.filter({ hasText: "the user is empty" })).toContainText(",5,3,1000000000");
  await expect(left.filter({ hasText: "the rating is no number" })).toContainText("line 483");
  await expect(left.filter({ hasText: "the time cannot be read" })).toHaveCount(1);
  await expect(left.filter({ hasText: "a quotation mark opens" })).toHaveCount(1);
  await expect(own.dialog.getByRole("region", { name: "Table movies.csv" })).toContainText(MARKUP);
  const id = await own.use("Books");
  await lab.train();
  await lab.finished();
  for (const view of await lab.region.getByRole("tab").all()) await view.click();
  expect(await page.title()).not.toBe("pwned");
  await expect(page.locator("img[src=x]")).toHaveCount(0);

  await page.reload();
  await expect(lab.status).toHaveText(/^Idle/);
  await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue(id);
  await own.open();
  await own.dialog.getByRole("button", { name: "Rename Books" }).click();
  await own.dialog.getByLabel("Name of Books").fill("Library");
  await page.keyboard.press("Enter");
  await own.dialog.getByRole("button", { name: "Remove Library" }).click();
  await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue("movielens-small");
  await own.dialog.getByRole("button", { name: "Undo" }).click();
  await own.dialog.getByRole("button", { name: "Use Library" }).click();
  await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue(id);
  await own.open();
  await own.dialog.getByRole("button", { name: "Remove Library" }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(lab.region.getByLabel("Dataset", { exact: true })).not.toContainText("Library");
});

test("a file that cannot be used is refused with a reason, and the page goes on", async ({
  page,
}) => {
  const { lab, own } = await begin(page);
  await own.open();
  const bad: [ReturnType<typeof file>, RegExp][] = [
    [file("ml-1m.zip", Buffer.from("PK\u0003\u0004rest")), /cannot be unpacked here.*Unpack it/],
    [file("empty.csv", ""), /“empty.csv” is empty/],
    [file("header.csv", "userId,movieId\n"), /only a header/],
    [file("photo.csv", Buffer.from([1, 0, 2, 3, 0, 0, 9, 9])), /no text/],
    [file("wide.csv", `${"a,".repeat(1e6)}b\n`), /no table with a row for each interaction/],
    [file("matrix.csv", `${"a,".repeat(300)}b\n1,2\n`), /301 columns/],
    [
      file(
        "one.csv",
        survey((_, item, n) => `me,${item} ${n}`),
      ),
      /one user only/,
    ],
    [file("few.csv", "u,i\nu,j\nv,i\nv,j\nw,k\n"), /three interactions or more/],
  ];
  for (const [given, said] of bad) {
    await own.choose(given);
    await expect(own.alert).toHaveText(said);
    const other = own.dialog.getByRole("button", { name: "Choose other files" });
    if (await other.isVisible()) await other.click();
  }
  mkdirSync(SCRATCH, { recursive: true });
  const large = openSync(`${SCRATCH}/large.csv`, "w");
  ftruncateSync(large, 2 ** 31);
  closeSync(large);
  await own.dialog.getByLabel("Choose files").setInputFiles(`${SCRATCH}/large.csv`);
  await expect(own.alert).toHaveText(/2.0 GB; up to 200 MB/);
  rmSync(`${SCRATCH}/large.csv`);

  // A large one can be given up while it is read.
  const lines = Array.from({ length: 400_000 }, (_, n) => `${n % 9000},${n % 7001},3`);
  await own.choose(file("long.csv", lines.join("\n")));
  await own.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(own.dialog.getByLabel("Choose files")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(own.dialog).toBeHidden();
  await expect(lab.button("Your own data …")).toBeFocused();
  await lab.train();
  await lab.finished();
});

test("a lesson that needs ratings says so, and another dataset can be chosen", async ({ page }) => {
  const { lab, own } = await begin(page);
  await own.open();
  await own.choose(
    file(
      "seen.csv",
      survey((user, item) => `Ann ${user},Book ${item}`),
    ),
  );
  await expect(
    own.dialog.getByText(/Lessons about graded ratings .* cannot use that/),
  ).toBeVisible();
  const id = await own.use("Seen");
  for (const slug of ["ranking-gradients", "dcn-v2"]) {
    await page.goto(`./#/lessons/${slug}?dataset=${id}&backend=wasm`);
    await expect(lab.status).toHaveText(/^Failed.*no column of ratings.*choose/);
  }
  await lab.region.getByLabel("Dataset", { exact: true }).selectOption("synthetic");
  await expect(lab.status).toHaveText(/^Idle/);
});

test("a link to data that are not here says so, and can be followed once they are", async ({
  page,
}) => {
  const { lab, own } = await begin(page);
  await own.open();
  await own.choose(file("ratings.csv", ratings));
  const id = await own.use("Mine");
  await lab.train();
  await lab.finished();
  const link = page.url();
  const download = page.waitForEvent("download");
  await lab.button("Export JSON").click();
  const runs = await readFile(await (await download).path());
  await lab.button("Forget everything").click();
  await page.getByRole("button", { name: "Delete all of it" }).click();
  await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue("movielens-small");

  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(
    `“${id}” are somebody’s`,
  );
  await expect(lab.status).toHaveText(/^Idle/);
  await expect(lab.region.getByLabel("Dataset", { exact: true })).toHaveValue("movielens-small");
  await page.getByRole("button", { name: "Put this notice away" }).click();

  // Somebody's run on it is read all the same; its settings need the data.
  await lab.region.getByLabel("File with runs").setInputFiles(file("runs.json", runs));
  await expect(lab.runs.filter({ hasText: "on Mine" })).toHaveCount(1);
  await lab.button("More about run 1").click();
  await page.getByRole("menuitem", { name: "Use these settings" }).click();
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(
    `“${id}” are somebody’s`,
  );

  await own.open();
  await own.drop("ratings.csv", ratings);
  expect(await own.use("Mine again")).toBe(id);
});

test("the command line trains on a file, and refuses in a line what it cannot", async () => {
  mkdirSync(SCRATCH, { recursive: true });
  writeFileSync(`${SCRATCH}/ratings.csv`, ratings);
  writeFileSync(`${SCRATCH}/movies.csv`, movies);
  writeFileSync(`${SCRATCH}/empty.csv`, "");
  const train = (path: string) =>
    promisify(execFile)(process.execPath, [
      ..."scripts/train.mjs matrix-factorization --backend wasm --set epochs=1 --set dim=4".split(
        " ",
      ),
      "--json",
      "--dataset",
      `${SCRATCH}/${path}`,
    ]);
  const { stdout, stderr } = await train("ratings.csv");
  expect(JSON.parse(stdout).dataset).toMatchObject({ users: 40, items: 30, interactions: 480 });
  expect(stderr).toContain("5-core: 480 interactions");
  await expect(train("empty.csv")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/“empty.csv” is empty/),
  });
  await expect(train("absent.csv")).rejects.toMatchObject({ code: 2 });
  expect(stderr).toMatch(/memory: about [\d.,]+ (bytes|kB|MB)/);
  const monster =
    "scripts/train.mjs sasrec --dataset synthetic --backend wasm --set length=200 --set blocks=4 --set dim=8 --set heads=8 --set batch=8192";
  await expect(promisify(execFile)(process.execPath, monster.split(" "))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/too large.*GB.*One of these is enough/),
  });
});
