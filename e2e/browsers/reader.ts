/** A reader in any browser: finds by role and name, clicks with a pointer, types with keys. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";
import type { Actions, Driver } from "./driver.ts";

const FINDER = readFileSync(
  createRequire(import.meta.url).resolve(
    "@testing-library/dom/dist/@testing-library/dom.umd.min.js",
  ),
  "utf8",
);

/** Keys by the code points that both protocols give them. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "\uE007",
  Escape: "\uE00C",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
  Home: "\uE011",
};

/** What is looked for: its role, its name, and the part of the page that it is in. */
export interface Wanted {
  readonly role: string;
  /** A text is the whole name; a pattern is found in it. */
  readonly name?: string | RegExp;
  /** A CSS selector of the part that it is in; the lab's, where nothing is said. */
  readonly within?: string;
}

export const LAB = '[aria-label="Lab"]';
export const PAGE = "body";

export class Reader {
  constructor(readonly driver: Driver) {}

  /** Opens a page, anew also where only the part after the # differs. */
  async open(url: string) {
    await this.driver.goto("about:blank");
    await this.driver.goto(url);
  }

  async evaluate<A extends unknown[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return (await this.driver.call(String(run), args)) as Awaited<R>;
  }

  /** What is read in an element; undefined while there is none. */
  async read(wanted: Wanted): Promise<string | undefined> {
    return (await this.#find(wanted, "read"))?.text;
  }

  /** Waits for it to be there and not covered, and clicks in its middle; again, if it has just moved away. */
  async click(wanted: Wanted) {
    await expect(async () => {
      const found = await this.#find(wanted, "point");
      expect(found?.free, `to click: ${wanted.role} ${wanted.name}`).toBe(true);
      await this.driver.perform([
        {
          type: "pointer",
          id: "mouse",
          parameters: { pointerType: "mouse" },
          actions: [
            { type: "pointerMove", ...found?.point, duration: 0, origin: "viewport" },
            { type: "pointerDown", button: 0 },
            { type: "pointerUp", button: 0 },
          ],
        },
      ]);
      expect(await this.evaluate(() => document.documentElement.dataset.clicked)).toBe("true");
    }).toPass({ timeout: 60_000 });
  }

  /** Focuses an element and presses a key there. */
  async press(wanted: Wanted, key: string) {
    await expect.poll(() => this.#find(wanted, "focus")).toBeTruthy();
    await this.key(key);
  }

  async key(key: string) {
    const value = KEYS[key] ?? key;
    const keyboard: Actions = {
      type: "key",
      id: "keyboard",
      actions: [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ],
    };
    await this.driver.perform([keyboard]);
  }

  /** Puts a text into a field, as a paste does. */
  async fill(wanted: Wanted, text: string) {
    await expect.poll(() => this.#find(wanted, "fill", text)).toBeTruthy();
  }

  /** Waits until what is read matches. */
  async sees(wanted: Wanted, text: string | RegExp, timeout = 60_000) {
    await expect
      .poll(() => this.read(wanted), {
        message: `${wanted.role} ${wanted.name}`,
        timeout,
        intervals: [100, 250],
      })
      .toEqual(expect.stringMatching(text));
  }

  async #find(wanted: Wanted, purpose: Purpose, text = ""): Promise<Found | undefined> {
    const { role, name, within = LAB } = wanted;
    const pattern = name instanceof RegExp ? { source: name.source, flags: name.flags } : name;
    const ask = () => this.evaluate(findInPage, role, pattern ?? null, within, purpose, text);
    const answer = await ask();
    if (answer !== "bring the finder") return answer || undefined;
    await this.driver.call(`() => { ${FINDER} }`, []);
    const found = await ask();
    return typeof found === "string" || !found ? undefined : found;
  }
}

/** An element as it was found; where it was to be clicked, with its middle, and whether that is free. */
interface Found {
  readonly text: string;
  readonly point?: { readonly x: number; readonly y: number };
  readonly free?: boolean;
}

type Purpose = "read" | "point" | "focus" | "fill";

/** Runs in the page. */
function findInPage(
  role: string,
  name: string | { source: string; flags: string } | null,
  within: string,
  purpose: Purpose,
  text: string,
): Found | "bring the finder" | null {
  const { TestingLibraryDom: finder } = globalThis as unknown as {
    TestingLibraryDom?: typeof import("@testing-library/dom");
  };
  if (!finder) return "bring the finder";
  const part = document.querySelector<HTMLElement>(within);
  if (!part) return null;
  const wanted = name && typeof name === "object" ? new RegExp(name.source, name.flags) : name;
  // Whether it is hidden is asked of the layout: of the tree, in a long page, it takes seconds.
  const found = finder
    .queryAllByRole(part, role, { hidden: true, ...(wanted !== null && { name: wanted }) })
    .find((element) => element.getClientRects().length > 0);
  if (!found) return null;
  const field = found as HTMLTextAreaElement;
  if (purpose === "focus") field.focus();
  if (purpose === "fill") {
    field.focus();
    const kind = Object.getPrototypeOf(field) as HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(kind, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const read = { text: found.textContent?.trim() ?? "" };
  if (purpose !== "point") return read;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = found.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const on = document.elementFromPoint(x, y);
  // What moves away in this moment is not hit.
  const { dataset } = document.documentElement;
  dataset.clicked = "false";
  const hit = () => {
    dataset.clicked = "true";
  };
  found.addEventListener("click", hit, { once: true, capture: true });
  return { ...read, point: { x, y }, free: found.contains(on) && !field.disabled };
}
