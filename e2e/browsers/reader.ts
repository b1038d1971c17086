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

  /** Waits for it to be there and not covered, and clicks in its middle; again, if it has just moved away. */
  async click(wanted: Wanted) {
    await expect(async () => {
      const { point } = await this.#find(wanted, { purpose: "point" });
      await this.driver.perform([
        {
          type: "pointer",
          id: "mouse",
          parameters: { pointerType: "mouse" },
          actions: [
            { type: "pointerMove", ...point, duration: 0, origin: "viewport" },
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
    await this.#find(wanted, { purpose: "focus" });
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
    await this.#find(wanted, { purpose: "fill", text });
  }

  /** Waits until what is read matches. */
  async sees(wanted: Wanted, text: RegExp, waitMs = 60_000) {
    await this.#find(wanted, { purpose: "read", text: patternOf(text), waitMs });
  }

  async #find({ role, name, within = LAB }: Wanted, how: How): Promise<Found> {
    const wanted = { role, name: name instanceof RegExp ? patternOf(name) : name, within };
    const answer = await this.evaluate(findInPage, wanted, how);
    if (answer !== "bring the finder") return answer;
    await this.driver.call(`() => { ${FINDER} }`, []);
    return (await this.evaluate(findInPage, wanted, how)) as Found;
  }
}

/** A pattern as JSON holds it. */
interface Pattern {
  readonly source: string;
  readonly flags: string;
}

const patternOf = ({ source, flags }: RegExp): Pattern => ({ source, flags });

/** An element as it was found; where it was to be clicked, with its middle. */
interface Found {
  readonly point?: { readonly x: number; readonly y: number };
}

/** What for: to be clicked in its middle, focused, filled with a text, or read until the text matches. */
type How =
  | { readonly purpose: "point" | "focus" }
  | { readonly purpose: "fill"; readonly text: string }
  | { readonly purpose: "read"; readonly text: Pattern; readonly waitMs: number };

/**
 * Runs in the page, and waits there: to ask again from outside would take the processor from the page.
 * @throws Error with what was read last
 */
async function findInPage(
  wanted: { role: string; name?: string | Pattern; within: string },
  how: How,
): Promise<Found | "bring the finder"> {
  const { TestingLibraryDom: finder } = globalThis as unknown as {
    TestingLibraryDom?: typeof import("@testing-library/dom");
  };
  if (!finder) return "bring the finder";
  const { role, within } = wanted;
  const name =
    typeof wanted.name === "object"
      ? new RegExp(wanted.name.source, wanted.name.flags)
      : wanted.name;
  // Whether it is hidden is asked of the layout: of the tree, in a long page, it takes seconds.
  const find = () => {
    const part = document.querySelector<HTMLElement>(within);
    const all = part
      ? finder.queryAllByRole(part, role, { hidden: true, ...(name && { name }) })
      : [];
    return all.find((element) => element.getClientRects().length > 0);
  };
  const middle = (element: Element) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  };
  const text = (element?: Element) => element?.textContent?.trim() ?? "";
  const fits = (element: Element) => {
    if (how.purpose === "read")
      return new RegExp(how.text.source, how.text.flags).test(text(element));
    if (how.purpose !== "point") return true;
    const { x, y } = middle(element);
    return (
      element.contains(document.elementFromPoint(x, y)) && !(element as HTMLButtonElement).disabled
    );
  };
  const end = performance.now() + (how.purpose === "read" ? how.waitMs : 30_000);
  let found = find();
  while (!found || !fits(found)) {
    if (performance.now() > end) {
      const state = found ? `is “${text(found)}”` : "is not there";
      throw new Error(`${role} ${name ?? ""} in ${within} ${state}`);
    }
    await new Promise((later) => setTimeout(later, found ? 50 : 250));
    if (!found?.isConnected || found.getClientRects().length === 0) found = find();
  }
  if (how.purpose === "read") return {};
  if (how.purpose === "point") {
    // What moves away in this moment is not hit.
    const { dataset } = document.documentElement;
    dataset.clicked = "false";
    const hit = () => {
      dataset.clicked = "true";
    };
    found.addEventListener("click", hit, { once: true, capture: true });
    return { point: middle(found) };
  }
  const field = found as HTMLTextAreaElement;
  field.focus();
  if (how.purpose === "fill") {
    const kind = Object.getPrototypeOf(field) as HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(kind, "value")?.set?.call(field, how.text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return {};
}
