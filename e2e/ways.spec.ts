/** A way of training that does not work in a browser: given up for a simpler one, said, and tried again. */
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const SLUG = "matrix-factorization";
const SMALL = { dataset: "synthetic", dim: 8, batch: 256, epochs: 1, backend: "wasm" };

/** The training worker of a browser in which something is broken. */
const brokenBy = (page: Page, code: string) =>
  page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};${await response.text()}` });
  });

/** The build of tfjs's module that has SIMD never starts; the plain one is smaller. */
const SIMD_HANGS = `
  delete WebAssembly.instantiateStreaming;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (bytes, imports) =>
    bytes.byteLength > 350_000 ? new Promise(() => {}) : instantiate(bytes, imports)`;

/** Our SIMD kernels are there, but one cannot be called. */
const KERNEL_FAILS = `
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    const { exports } = new Instance(module, imports);
    if (!exports.matmul) return { exports };
    const matmul = () => { throw new TypeError("matmul is not a function") };
    const gather = () => { throw new TypeError("gather is not a function") };
    return { exports: { ...exports, matmul, gather } };
  }`;

test("a back end that hangs is given up, which is said, remembered and tried again", async ({
  page,
}) => {
  await page.clock.install();
  await brokenBy(page, SIMD_HANGS);
  const lab = new Lab(page);
  const fetched = page.waitForResponse(/tfjs-backend-wasm-simd/);
  await page.goto(
    `./#/lessons/${SLUG}?${new URLSearchParams(Object.entries(SMALL).map(([k, v]) => [k, String(v)]))}`,
  );
  await (await fetched).finished();
  const notice = page.getByRole("status", { name: "Notices" });
  // Twelve seconds of the page's own clock, as often as it takes for it to have begun counting.
  await expect(async () => {
    await page.clock.fastForward(12_500);
    await expect(notice).toContainText("WebAssembly with SIMD did not work", { timeout: 1000 });
  }).toPass();
  await expect(lab.status).toHaveText(/^Idle/);
  await lab.train();
  await lab.finished();

  // The next visit does not wait for it again, and the panel says why.
  await page.reload();
  await expect(lab.status).toHaveText(/^Idle/);
  await expect(notice).toBeEmpty();
  await lab.button("Why this one").click();
  await expect(
    page.getByRole("tooltip").getByText("WebAssembly, no SIMD, one thread"),
  ).toBeVisible();

  // The browser has been mended.
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try it again" }).click();
  await expect(lab.status).toHaveText(/^Idle/);
  await lab.button("Why this one").click();
  await expect(page.getByRole("tooltip").getByText(/WebAssembly, SIMD/)).toBeVisible();
});

test("little memory: threads do without, and where there is none at all the text and a sentence stay", async ({
  page,
}) => {
  // As on an old iPad, which has none to share.
  await brokenBy(
    page,
    `Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 });
     const { Memory } = WebAssembly;
     WebAssembly.Memory = function (wanted) {
       if (wanted.shared) throw new RangeError("could not allocate memory");
       return new Memory(wanted);
     }`,
  );
  const lab = new Lab(page);
  await lab.open(SLUG, SMALL);
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(
    "WebAssembly with threads did not work",
  );
  await page.unrouteAll();
  await brokenBy(
    page,
    `const none = () => Promise.reject(new RangeError("could not allocate memory"));
     WebAssembly.Memory = function () { throw new RangeError("could not allocate memory") };
     Object.assign(WebAssembly, { instantiate: none, instantiateStreaming: none })`,
  );
  await page.reload();
  await expect(lab.status).toHaveText(/^Failed There is not enough free memory/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a kernel that fails at its first use is done without", async ({ page }) => {
  await brokenBy(page, KERNEL_FAILS);
  const lab = new Lab(page);
  await lab.open(SLUG, SMALL);
  await lab.train();
  await lab.finished();
  expect(await lab.number("NDCG@10")).toBeGreaterThan(0);
  await expect(page.getByRole("status", { name: "Notices" })).toContainText(
    /does not work in this browser|did not work in this browser/,
  );
});

test("without WebAssembly the text is there, and one sentence says that nothing trains", async ({
  page,
}) => {
  await brokenBy(page, "delete globalThis.WebAssembly");
  await page.goto(`./#/lessons/${SLUG}`);
  const lab = new Lab(page);
  await expect(lab.status).toHaveText(/^Failed .*no WebAssembly/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("without module workers the text is there, and one sentence says so", async ({ page }) => {
  // A browser that does not know the option takes the worker for a classic script.
  await page.addInitScript(() => {
    const Own = Worker;
    window.Worker = class extends Own {
      constructor(url: string | URL) {
        super(url);
      }
    };
  });
  await page.goto(`./#/lessons/${SLUG}`);
  await expect(new Lab(page).status).toHaveText(/^Failed/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

for (const [how, code] of [
  [
    "is not there",
    "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined })",
  ],
  ["never opens", "IDBFactory.prototype.open = () => new EventTarget()"],
] as const) {
  test(`where the database ${how}, the lesson opens and says that nothing is kept`, async ({
    page,
  }) => {
    await page.addInitScript(code);
    const lab = new Lab(page);
    await lab.open(SLUG, SMALL);
    await expect(page.getByRole("status", { name: "Notices" })).toContainText(
      "does not let the page keep",
    );
  });
}
