/** The built site on a plain host, under a sub-path, with none of our headers; and with no network. */
import { expect, type Page, test } from "@playwright/test";
import { Lab } from "./lab.ts";
import { plainHost } from "./plain-host.ts";

const QUICK = "dataset=synthetic&epochs=1&backend=wasm";

test.use({ serviceWorkers: "allow" });

test("the built site trains under a sub-path, and its policy lets nothing else run", async ({
  page,
}) => {
  const refused: string[] = [];
  const elsewhere: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  const host = await plainHost();
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(host.url)) {
      elsewhere.push(request.url());
    }
  });
  try {
    const link = "#/lessons/matrix-factorization?epochs=1&dim=8&batch=4096&numNegatives=1";
    await page.goto(host.url + link);
    const lab = new Lab(page);
    await lab.train();
    await lab.finished();
    await lab.forEachView(async () => {});
    expect(refused).toEqual([]);
    expect(elsewhere).toEqual([]);
    // What somebody might bring along does not run.
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.intruder = true";
      document.body.append(script);
      return "intruder" in globalThis;
    });
    expect(ran).toBe(false);
    await expect.poll(() => refused.length).toBe(1);
  } finally {
    host.close();
  }
});

/** Until everything has been fetched for later. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return (
      active?.state === "activated" ||
      new Promise((resolve) => active?.addEventListener("statechange", resolve))
    );
  });

test("after one visit every lesson works without a network", async ({ page, context }) => {
  const host = await plainHost();
  try {
    await page.goto(host.url);
    await kept(page);
    await context.setOffline(true);
    host.close();
    const lab = new Lab(page);
    for (const slug of ["two-tower", "ranking-gradients"]) {
      await page.goto(`${host.url}#/lessons/${slug}?${QUICK}`);
      await page.reload();
      await expect(lab.status).toHaveText(/^Idle/);
    }
    await lab.train();
    await lab.finished();
    // The real data are there too.
    await page.goto(`${host.url}#/lessons/matrix-factorization?backend=wasm`);
    await page.reload();
    await expect(lab.status).toHaveText(/^Idle/);
  } finally {
    host.close();
  }
});

test("a newer notebook is offered, and taken only when the reader says so", async ({ page }) => {
  let newer = false;
  const host = await plainHost((path, body) =>
    newer && path === "service-worker.js" ? Buffer.concat([body, Buffer.from("// newer")]) : body,
  );
  try {
    await page.goto(host.url);
    await kept(page);
    await page.goto(`${host.url}#/lessons/matrix-factorization?${QUICK}`);
    await page.reload();
    const lab = new Lab(page);
    await lab.train();
    await lab.finished();
    newer = true;
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const offer = page.getByRole("button", { name: "Use it now" });
    await expect(offer).toBeVisible();
    await expect(lab.status).toHaveText(/^Finished/);
    await offer.click();
    await expect(lab.status).toHaveText(/^Idle/);
    await expect(offer).toBeHidden();
    // The finished run has stayed.
    await expect(lab.runs).toHaveCount(2);
  } finally {
    host.close();
  }
});

test("what is missing answers 404, and an escaped link finds its lesson", async ({
  page,
  request,
}) => {
  for (const path of ["./assets/none.js", "./lessons/sasrec"])
    expect((await request.get(path)).status()).toBe(404);
  await page.goto("./%23/lessons/matrix-factorization?dataset=synthetic&amp;dim=8&backend=wasm");
  const lab = new Lab(page);
  await expect(lab.status).toHaveText(/^Idle/);
  await expect(page).toHaveURL(/#\/lessons\/matrix-factorization/);
  expect(page.url()).toContain("dim=8");
  await expect(page.getByRole("status", { name: "Notices" })).toBeEmpty();
});

test("a frame that keeps scripts away, and a browser without them, say so", async ({
  browser,
  page,
}) => {
  const host = await plainHost();
  try {
    await page.setContent(`<iframe sandbox="allow-scripts" src="${host.url}"></iframe>`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByText("Live RecSys has not started")).toBeVisible();
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(host.url);
    await expect(plain.locator("noscript p")).toContainText("needs JavaScript");
    await expect(plain.locator("noscript p")).toBeVisible();
  } finally {
    host.close();
  }
});

test("the service worker keeps no page under a script's name", async ({ page }) => {
  const host = await plainHost(undefined, /panel.*\.js$/);
  try {
    await page.goto(host.url);
    const end = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register("./service-worker.js");
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      if (worker?.state !== "installing") return worker?.state;
      return new Promise((resolve) => {
        worker.addEventListener("statechange", () => resolve(worker.state));
      });
    });
    expect(end).toBe("redundant");
  } finally {
    host.close();
  }
});
