import type { RqVaeConfig } from "./lesson.ts";

/** How many codes each level has. */
export function codeSizes({
  levels,
  codes,
  shrink,
}: Pick<RqVaeConfig, "levels" | "codes" | "shrink">): number[] {
  return Array.from({ length: levels }, (_, level) =>
    shrink ? Math.max(2, Math.round(codes / 2 ** level)) : codes,
  );
}
