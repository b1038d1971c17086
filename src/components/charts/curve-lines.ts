import { runColour, runDash } from "./colours.ts";
import type { EndLabel } from "./curve-labels.tsx";
import { type Baseline, type Curve, ownPart, sharedPast } from "./curve-model.ts";
import { type Point, thin } from "./thin.ts";

export const GREY = "var(--data-grey, #8d897e)";

/** What is drawn of a run: few enough points, its shared past apart. */
export interface DrawnLine {
  readonly curve: Curve;
  readonly past: readonly Point[];
  readonly own: readonly Point[];
  readonly band: readonly { readonly x: number; readonly range: readonly [number, number] }[];
}

/** Grey runs first, so that highlighted ones lie above them. */
export function drawnLines(curves: readonly Curve[]): DrawnLine[] {
  const lines = curves.map((curve) => {
    const past = sharedPast(curve, curves);
    const every = Math.ceil((curve.band?.length ?? 0) / 200);
    return {
      curve,
      past: thin(past),
      own: thin(ownPart(curve, past)),
      band: (curve.band ?? [])
        .filter((_, at, all) => at % every === 0 || at === all.length - 1)
        .map(({ x, low, high }) => ({ x, range: [low, high] as const })),
    };
  });
  return lines.sort((a, b) => Number(a.curve.highlighted) - Number(b.curve.highlighted));
}

/** Names for the highlighted runs and the baseline; the greys are named by the reader's box. */
export function endLabels(
  lines: readonly DrawnLine[],
  baseline: Baseline | undefined,
  end = 0,
): EndLabel[] {
  const labels: EndLabel[] = [];
  for (const { curve, own } of lines) {
    const last = own[own.length - 1];
    if (!curve.highlighted || !last) continue;
    labels.push({
      id: curve.id,
      text: `${curve.number} · ${curve.name}`,
      short: `${curve.number}`,
      colour: runColour(curve.number),
      dash: runDash(curve.number),
      x: last.x,
      y: last.y,
      strong: true,
    });
  }
  if (baseline) {
    labels.push({
      id: "baseline",
      text: baseline.name,
      short: baseline.name,
      colour: GREY,
      dash: "1 4",
      x: end,
      y: baseline.value,
      strong: false,
    });
  }
  return labels;
}
