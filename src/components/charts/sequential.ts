import { interpolateCividis } from "d3-scale-chromatic";
import { parseRgb, type Rgb } from "./colours.ts";

const STEPS = 64;
const TABLE: readonly Rgb[] = Array.from(
  { length: STEPS },
  (_, step) => parseRgb(interpolateCividis(step / (STEPS - 1))) ?? [0, 0, 0],
);

/**
 * Cividis, 0 to 1: even to the eye and for every kind of colour vision. More stands out more: on dark
 * paper high values are light, on light paper they are dark. grid.module.css has the same as a key.
 */
export function sequential(share: number, dark: boolean): Rgb {
  const up = Math.min(1, Math.max(0, share));
  return TABLE[Math.round((dark ? up : 1 - up) * (STEPS - 1))] ?? [0, 0, 0];
}
