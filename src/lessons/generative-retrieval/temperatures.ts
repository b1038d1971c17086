/** Temperatures at which names are drawn, and how many at each. Worker and page read it. */
export const TEMPERATURES = [0.25, 0.5, 0.75, 1, 1.5, 2] as const;
export const DRAWN = 200;
