/** Light or dark: the reader's choice, else the system's. `data-theme` on <html> always says which. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Storage may be refused (private mode); the choice then lasts as long as the page. */
let chosen: Theme | null = null;
try {
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") chosen = kept;
} catch {}

const current = (): Theme => chosen ?? (system.matches ? "dark" : "light");
const listeners = new Set<() => void>();

function apply(): void {
  document.documentElement.dataset.theme = current();
  for (const listener of listeners) listener();
}

/** Follows the system from now on, until the reader chooses. */
export function startTheme(): void {
  apply();
  system.addEventListener("change", apply);
}

/** Choosing what the system has anyway goes back to following it. */
export function chooseTheme(theme: Theme): void {
  chosen = theme === (system.matches ? "dark" : "light") ? null : theme;
  try {
    if (chosen) localStorage.setItem("theme", chosen);
    else localStorage.removeItem("theme");
  } catch {}
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, current);
}
