export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * At most about `limit` points of a line: every k-th and the last as they are, and of each stretch
 * left out its lowest and highest point. Nothing is averaged. Points that are not numbers are dropped.
 */
export function thin(points: readonly Point[], limit = 200): Point[] {
  const good = points.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  if (good.length <= limit) return good;
  // Each stretch gives up to three points: its first, its lowest, its highest.
  const stretch = Math.ceil(good.length / Math.max(1, Math.floor((limit - 1) / 3)));
  const kept: Point[] = [];
  for (let start = 0; start < good.length; start += stretch) {
    const end = Math.min(good.length, start + stretch);
    let low = start;
    let high = start;
    for (let at = start; at < end; at++) {
      if (good[at]!.y < good[low]!.y) low = at;
      if (good[at]!.y > good[high]!.y) high = at;
    }
    const chosen = new Set([start, low, high]);
    for (const at of [...chosen].sort((a, b) => a - b)) kept.push(good[at]!);
  }
  const last = good[good.length - 1]!;
  if (kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}

/** The point whose x is nearest; null when there is none within `reach`. Points ascend in x. */
export function nearest(
  points: readonly Point[],
  x: number,
  reach = Number.POSITIVE_INFINITY,
): Point | null {
  let low = 0;
  let high = points.length - 1;
  if (high < 0) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x <= x) low = middle;
    else high = middle;
  }
  const a = points[low]!;
  const b = points[high]!;
  const best = Math.abs(a.x - x) <= Math.abs(b.x - x) ? a : b;
  return Math.abs(best.x - x) <= reach ? best : null;
}
