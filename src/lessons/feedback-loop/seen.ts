/** What an exposure reading says up to a round. Pure functions. */
import { gini } from "../../families/worlds/exposure.ts";
import type { ExposureReading } from "./probes.ts";

/** Of a pair's code: the round in which it was shown (0 the opening, -1 never), and whether it was clicked. */
export const decode = (code: number) => ({
  round: code === 0 ? -1 : (code - 1) >> 1,
  clicked: code > 0 && (code - 1) % 2 === 1,
});

/** [films] to how many people each film was shown in rounds 1 to this one, and by how many clicked. */
export function countsUpTo({ people, films }: ExposureReading, codes: Uint8Array, last: number) {
  const [shown, clicked] = [new Int32Array(films), new Int32Array(films)];
  for (let pair = 0; pair < people * films; pair++) {
    const one = decode(codes[pair]!);
    if (one.round < 1 || one.round > last) continue;
    shown[pair % films]!++;
    if (one.clicked) clicked[pair % films]!++;
  }
  return { shown, clicked };
}

/** Films that a round can show: not those of the opening, which everybody has seen. */
export function open({ films }: ExposureReading, codes: Uint8Array): number[] {
  const opening = new Uint8Array(films);
  codes.forEach((code, pair) => {
    if (decode(code).round === 0) opening[pair % films] = 1;
  });
  return Array.from(opening.keys()).filter((film) => opening[film] === 0);
}

/** The Lorenz curve: the share of all exposure that the least shown films have together. */
export function lorenzOf(reading: ExposureReading, codes: Uint8Array, last: number) {
  const { shown } = countsUpTo(reading, codes, last);
  const own = open(reading, codes)
    .map((film) => shown[film]!)
    .sort((a, b) => a - b);
  const all = own.reduce((sum, n) => sum + n, 0);
  const shares = [0];
  for (const n of own) shares.push(shares.at(-1)! + n / Math.max(1, all));
  return {
    shares,
    gini: gini(own),
    catalogue: own.filter((n) => n > 0).length / own.length,
    all,
  };
}
