/** What one history gives to learn from in either objective, drawn as training draws it. */
import { Rng } from "../../engine/numbers/random.ts";
import { askHidden, hiddenOf } from "../../families/sequences/windows.ts";
import type { Context } from "./readings.ts";

export interface MaskingsReading {
  /** The films of the window, oldest first. */
  readonly films: readonly number[];
  /** How many of them are hidden at once. */
  readonly hidden: number;
  /** For each drawn masking, which places are hidden. */
  readonly maskings: readonly (readonly number[])[];
}

/** Maskings that are drawn. */
const DRAWN = 12;

/** { user, share, turn }: of the last films of a user; another turn draws others. */
export function maskings(
  { split, config }: Context,
  { user, share, turn }: { readonly user: number; readonly share: number; readonly turn: number },
): MaskingsReading {
  const all = split.sequences[user % split.sequences.length]!;
  const films = all.subarray(-config.length);
  const windows = Array.from({ length: DRAWN }, () => films);
  const { lastOnly } = config;
  const { inputs } = askHidden(windows, config.length, { share, lastOnly }, new Rng(turn + 1));
  return {
    films: [...films],
    hidden: films.length === 0 ? 0 : Math.min(films.length, hiddenOf(films.length, share)),
    maskings: inputs.map((input) =>
      Array.from(input).flatMap((film, place) => (film < 0 ? [place] : [])),
    ),
  };
}
