/** The reader's way through the course in Firefox and in WebKit, as the system has them. */
import { test as base, expect } from "@playwright/test";
import { plainHost } from "../plain-host.ts";
import { LESSONS, link, shortLink } from "./links.ts";
import { PAGE, Reader } from "./reader.ts";
import { type Settings, start } from "./start.ts";

/** One browser for all stories. */
const test = base.extend<object, { reader: Reader }>({
  reader: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a pattern
    async ({}, use, { project }) => {
      const driver = await start(project.name);
      await use(new Reader(driver));
      await driver.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

const status = { role: "status", name: "Training status" } as const;
/** What a prediction stands in that has its answer. */
const ANSWERED = ":has(> .predict[data-answered])";
const button = (name: string) => ({ role: "button", name }) as const;
const slider = { role: "slider", name: "Training step" } as const;

test("the course page leads to a lesson", async ({ reader, baseURL }) => {
  await reader.open(baseURL!);
  await reader.click({ role: "link", name: /Matrix factorization/, within: "main" });
  await reader.sees(status, /./);
  expect(await reader.evaluate(() => crossOriginIsolated)).toBe(true);
});

for (const slug of LESSONS) {
  test(`${slug}: a step, a run to its end, back in time, and presented`, async ({
    reader,
    baseURL,
  }) => {
    await reader.open(baseURL + shortLink(slug));
    await reader.sees(status, /^Idle/);
    await reader.click(button("Step"));
    await reader.sees(status, /^Paused/);
    await reader.click(button("Train"));
    await reader.sees(status, /^Finished/);
    await reader.sees({ role: "status", name: "Loss" }, /\d/);
    await reader.sees({ role: "status", name: "Back end" }, /WebAssembly/);
    await reader.press(slider, "ArrowLeft");
    await reader.sees(status, /^Paused/);
    await reader.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await reader.key("p");
    await reader.sees({ role: "heading", within: '[aria-label="Presenter"]' }, /./);
    await reader.key("Escape");
  });
}

test("a run is paused and taken up again, by the button and by the key", async ({
  reader,
  baseURL,
}) => {
  await reader.open(baseURL + link("sasrec", { epochs: 40 }));
  await reader.sees(status, /^Idle/);
  for (const press of [() => reader.click(button("Train")), () => reader.key(" ")]) {
    await press();
    await reader.sees(status, /^Training/);
    await reader.click(button("Pause"));
    await reader.sees(status, /^Paused/);
    await reader.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }
});

test("a prediction is made, run and graded", async ({ reader, baseURL }) => {
  const small = { epochs: 1, dim: 8, batch: 256 };
  await reader.open(baseURL + link("matrix-factorization", small));
  await reader.sees(status, /^Idle/);
  await reader.click({ role: "radio", name: /Less popular/, within: PAGE });
  await reader.click({ role: "button", name: "Commit", within: ".predict:has(input:checked)" });
  const graded = /ratings on average with uniform negatives/;
  await reader.sees({ role: "group", name: /^Predict/, within: ANSWERED }, graded, 150_000);
});

test("a picture is saved, with what it shows", async ({ reader, baseURL }) => {
  await reader.open(baseURL + link("matrix-factorization", { epochs: 1, dim: 8, batch: 256 }));
  await reader.sees(status, /^Idle/);
  await reader.click(button("Train"));
  await reader.sees(status, /^Finished/);
  // Nobody is there to take the file: what would be in it is kept.
  await reader.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (content: Blob) => {
      if (content.type === "image/png") Object.assign(window, { saved: content });
      return createObjectURL(content);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  await reader.click({ role: "button", name: "Save", within: '[role="tabpanel"]' });
  await reader.click({ role: "menuitem", name: "Picture as PNG", within: PAGE });
  const drawn = () =>
    reader.evaluate(async () => {
      const { saved } = window as unknown as { saved?: Blob };
      if (!saved) return 0;
      const image = await createImageBitmap(saved);
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await expect.poll(drawn, { timeout: 60_000 }).toBeGreaterThan(100);
});

test("a table of one’s own is pasted, kept and trained on", async ({ reader, baseURL }) => {
  await reader.open(`${baseURL}#/lessons/matrix-factorization?epochs=1&dim=8`);
  await reader.sees(status, /^Idle/);
  await reader.click(button("Your own data …"));
  const dialog = "dialog[open]";
  await reader.sees({ role: "heading", within: dialog }, /./);
  const lines = ["user,item,rating,timestamp"];
  for (let user = 0; user < 40; user++) {
    for (let n = 0; n < 12; n++) {
      const item = (user * 7 + n * (1 + 6 * (user % 3))) % 30;
      lines.push([user, item, 1 + (n % 5), 1_000_000_000 + lines.length].join());
    }
  }
  await reader.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("dialog details")) {
      details.open = true;
    }
  });
  await reader.fill({ role: "textbox", name: "Pasted table", within: dialog }, lines.join("\n"));
  await reader.click({ role: "button", name: "Read the table", within: dialog });
  await reader.click({ role: "button", name: "Use these data", within: dialog });
  await reader.sees(status, /^Idle/);
  await expect.poll(() => reader.evaluate(() => location.hash)).toMatch(/dataset=own-[0-9a-f]{16}/);
  await reader.click(button("Train"));
  await reader.sees(status, /^Finished/);
  // It is still there on the next visit.
  const here = await reader.evaluate(() => location.href);
  await reader.open(here);
  await reader.sees(status, /^Idle/);
  expect(await reader.evaluate(() => location.hash)).toMatch(/dataset=own-/);
});

test("a plain host, without threads; and after one visit no network", async ({ reader }) => {
  const host = await plainHost();
  try {
    await reader.open(host.url);
    expect(await reader.evaluate(() => crossOriginIsolated)).toBe(false);
    const offline = await reader.evaluate(async () => {
      if (!("serviceWorker" in navigator)) return false;
      const { active } = await navigator.serviceWorker.ready;
      if (active?.state !== "activated") {
        await new Promise((kept) => active?.addEventListener("statechange", kept));
      }
      return true;
    });
    test.skip(!offline, "this browser has no service workers here");
    host.close();
    await reader.open(host.url + shortLink("two-tower"));
    await reader.sees(status, /^Idle/);
    await reader.click(button("Train"));
    await reader.sees(status, /^Finished/);
  } finally {
    host.close();
  }
});

/** What is switched off in a browser of its own, by the project that has it. */
const SWITCHES: Readonly<Record<string, Record<"wasm" | "compiler", Settings>>> = {
  firefox: {
    wasm: { "javascript.options.wasm": false },
    compiler: { "javascript.options.ion": false, "javascript.options.baselinejit": false },
  },
  webkit: {
    wasm: { JSC_useWasm: "0", JSC_useWebAssembly: "0" },
    compiler: { JSC_useJIT: "0" },
  },
};

async function without(off: "wasm" | "compiler", name: string, see: (reader: Reader) => unknown) {
  const driver = await start(name, SWITCHES[name]?.[off]);
  const reader = new Reader(driver);
  try {
    await see(reader);
    await reader.sees({ role: "heading", within: "main" }, /./);
  } finally {
    await driver.close();
  }
}

test("without WebAssembly the text is there, and one sentence says that nothing trains", async ({
  baseURL,
}, { project }) => {
  await without("wasm", project.name, async (reader) => {
    await reader.open(baseURL + link("matrix-factorization", {}));
    await reader.sees(status, /^Failed *This browser has no WebAssembly/);
  });
});

test("where the browser may not compile, it trains all the same", async ({ baseURL }, {
  project,
}) => {
  await without("compiler", project.name, async (reader) => {
    await reader.open(baseURL + link("matrix-factorization", { dim: 4, batch: 1024 }));
    await reader.sees(status, /^Idle/);
    await reader.click(button("Step"));
    await reader.sees(status, /^Paused/);
  });
});
