/** How far down the ways of training this browser has had to go: remembered until it is tried again. */
import { WAYS, type Way } from "../../engine/ways.ts";

const KEY = "live-recsys.way";

let here: Way | undefined;

/** The best way that may be gone. Another version of the browser begins anew. */
export function bestWay(): Way {
  here ??= read();
  return here;
}

export function rememberWay(way: Way): void {
  here = way;
  try {
    if (way === WAYS[0]) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ way, browser: navigator.userAgent }));
  } catch {
    // Nothing may be kept here: it is remembered until the page is closed.
  }
}

function read(): Way {
  try {
    const { way, browser } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (WAYS.includes(way) && browser === navigator.userAgent) return way;
  } catch {
    // As if nothing had been kept.
  }
  return WAYS[0];
}
