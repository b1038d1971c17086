export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelRequest {
  readonly id: number;
  /** The point to be named and its radius. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** Where it is tried first: right unless said. */
  readonly side?: "left" | "right";
}

export interface PlacedLabel {
  readonly id: number;
  readonly box: Box;
}

export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}

/**
 * Gives each label, in the order asked, the first of four places (right, left, above, below) that
 * lies inside the area and touches no label placed before; labels without such a place are left out.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  area: Box,
  options: { readonly taken?: readonly Box[]; readonly limit?: number; readonly gap?: number } = {},
): PlacedLabel[] {
  const { taken = [], limit = Number.POSITIVE_INFINITY, gap = 3 } = options;
  const placed: PlacedLabel[] = [];
  for (const { id, x, y, radius, width, height, side } of requests) {
    if (placed.length >= limit) break;
    const away = radius + 3;
    const right = { x: x + away, y: y - height / 2 };
    const left = { x: x - away - width, y: y - height / 2 };
    const places = [
      ...(side === "left" ? [left, right] : [right, left]),
      { x: x - width / 2, y: y - away - height },
      { x: x - width / 2, y: y + away },
    ];
    for (const place of places) {
      const box = { ...place, width, height };
      const inside =
        box.x >= area.x &&
        box.y >= area.y &&
        box.x + width <= area.x + area.width &&
        box.y + height <= area.y + area.height;
      if (!inside) continue;
      if (taken.some((other) => overlaps(box, other, gap))) continue;
      if (placed.some((other) => overlaps(box, other.box, gap))) continue;
      placed.push({ id, box });
      break;
    }
  }
  return placed;
}

/**
 * Moves labels on a vertical line apart so that neighbours are at least `gap` from centre to centre,
 * inside [top, bottom], moving them as little as a single sweep each way allows. Order is kept.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const room = bottom - top;
  const step = wanted.length > 1 ? Math.min(gap, room / (wanted.length - 1)) : gap;
  const result = [...wanted];
  // Groups of labels that touch are centred on the mean of where they want to be.
  const groups: { indices: number[]; centre: number }[] = [];
  const half = (group: { indices: number[] }) => ((group.indices.length - 1) * step) / 2;
  const clamp = (group: { indices: number[]; centre: number }) => {
    group.centre = Math.min(bottom - half(group), Math.max(top + half(group), group.centre));
  };
  for (const index of order) {
    groups.push({ indices: [index], centre: wanted[index]! });
    clamp(groups[groups.length - 1]!);
    while (groups.length > 1) {
      const last = groups[groups.length - 1]!;
      const before = groups[groups.length - 2]!;
      if (before.centre + half(before) + step <= last.centre - half(last) + 1e-9) break;
      const indices = [...before.indices, ...last.indices];
      const mean = indices.reduce((sum, at) => sum + wanted[at]!, 0) / indices.length;
      groups.splice(-2, 2, { indices, centre: mean });
      clamp(groups[groups.length - 1]!);
    }
  }
  for (const group of groups) {
    group.indices.forEach((index, at) => {
      result[index] = group.centre - half(group) + at * step;
    });
  }
  return result;
}
