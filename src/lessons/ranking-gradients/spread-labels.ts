/** Labels beside points, moved apart up and down so that none lies on another. */
import { spreadOut } from "./bench-model.ts";

export interface PointLabel {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export function spreadLabels(
  labels: readonly PointLabel[],
  gap: number,
  low: number,
  high: number,
): PointLabel[] {
  const places = spreadOut(
    labels.map(({ y }) => y),
    gap,
    low,
    high,
  );
  return labels.map((label, n) => ({ ...label, y: places[n]! }));
}
