/**
 * The ways in which this browser may train, best first. One that does not start, or whose kernel fails at
 * its first use, is given up for the next: the page remembers how far down it had to go.
 */
export const WAYS = ["webgpu", "threads", "simd", "plain"] as const;
export type Way = (typeof WAYS)[number];

/** The next simpler way, or undefined after the last. */
export const simplerThan = (way: Way): Way | undefined => WAYS[WAYS.indexOf(way) + 1];

/** Whether a way may be gone where nothing better than `best` is allowed. */
export const allows = (best: Way, way: Way): boolean => WAYS.indexOf(way) >= WAYS.indexOf(best);
