/** What stage two reads of a person and a film, in the order of its inputs (features.ts computes them). */
export const FEATURES = [
  "stage one",
  "neighbours",
  "last films",
  "genres",
  "ratings",
  "year",
  "years apart",
  "lately",
] as const;
export const F = FEATURES.length;
