/** Starts one of the three browsers by its name. */
import { findFirefox, findWebKit } from "../../scripts/install.mjs";
import { startChromium } from "./chromium.ts";
import type { Driver } from "./driver.ts";
import { startFirefox } from "./firefox.ts";
import { startWebKit } from "./webkit.ts";

/** Of Firefox's page about:config, or of WebKit's environment. */
export type Settings = Readonly<Record<string, boolean>> | Readonly<Record<string, string>>;

/** @throws Error if it is not on this machine */
export async function start(name: string, settings: Settings = {}): Promise<Driver> {
  const firefox = findFirefox();
  const webkit = findWebKit();
  if (name === "chromium") return startChromium();
  if (name === "firefox" && firefox) return startFirefox(firefox, settings);
  if (name === "webkit" && webkit) {
    return startWebKit(webkit.driver, webkit.browser, settings as Record<string, string>);
  }
  throw new Error(`There is no ${name} on this machine`);
}
