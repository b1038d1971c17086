// Before the first paint, so that a dark page does not flash white; src/components/page/theme.ts takes over.
try {
  const chosen = localStorage.getItem("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen || (dark ? "dark" : "light");
} catch (_) {}
