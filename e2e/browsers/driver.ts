/**
 * What the stories in Firefox and WebKit need of a browser, which both W3C protocols have: WebDriver
 * (webkit.ts) and WebDriver BiDi (firefox.ts). Playwright can drive neither as it comes from the system.
 */

/** A device's actions, as both protocols write them. */
export interface Actions {
  readonly type: "pointer" | "key";
  readonly id: string;
  readonly parameters?: { readonly pointerType: "mouse" };
  readonly actions: readonly Readonly<Record<string, unknown>>[];
}

export interface Driver {
  /** The browser and its version. */
  readonly name: string;
  goto(url: string): Promise<void>;
  /** Calls a function, by its source, in the page, with and for what JSON can hold. */
  call(source: string, args: readonly unknown[]): Promise<unknown>;
  perform(actions: readonly Actions[]): Promise<void>;
  /** A PNG of what is seen. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Both browsers' window. */
export const WINDOW = { width: 1440, height: 900 };

/** Asks again until there is an answer, for a program that has just been started. */
export async function whenUp<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 150) throw error;
      await new Promise((later) => setTimeout(later, 200));
    }
  }
}
