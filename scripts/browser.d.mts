import type { Browser } from "playwright";
export const chromiumFlags: string[];
export function launchChromium(): Promise<Browser>;
