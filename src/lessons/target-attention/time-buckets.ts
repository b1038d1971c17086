/** BST's positions: not the place in the sequence, but how long before the question a film was watched. */

/** So many buckets: 0 is the moment of the question, b holds 2^b - 1 to 2^(b+1) - 2 seconds before it. */
export const BUCKETS = 32;

/** floor(log2(seconds + 1)) of seconds = t(candidate) - t(film), at most the last. */
export function bucketOf(seconds: number): number {
  return Math.min(BUCKETS - 1, Math.floor(Math.log2(Math.max(0, seconds) + 1)));
}

const UNITS = [
  { seconds: 31_557_600, name: "y" },
  { seconds: 86_400, name: "d" },
  { seconds: 3600, name: "h" },
  { seconds: 60, name: "min" },
  { seconds: 1, name: "s" },
] as const;

/** From when on a film is in this bucket: "4 min". */
export function bucketText(bucket: number): string {
  const least = 2 ** bucket - 1;
  const unit = UNITS.find(({ seconds }) => least >= seconds) ?? UNITS.at(-1)!;
  return `${Math.round(least / unit.seconds)} ${unit.name}`;
}
