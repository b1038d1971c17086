/** Which films of the strip the reader has hidden: kept while the page is open, so that other pictures may be looked at. */
import { create } from "zustand";
import type { Where } from "./readings.ts";

interface HiddenFilms {
  readonly where: Where;
  /** Places from 0, by whose films they are; what is not there is as the picture has it at first. */
  readonly hidden: Readonly<Record<string, readonly number[]>>;
  show(where: Where): void;
  hide(whose: string, places: readonly number[] | undefined): void;
}

export const useHiddenFilms = create<HiddenFilms>((set) => ({
  where: "middle",
  hidden: {},
  show: (where) => set({ where }),
  hide: (whose, places) =>
    set(({ hidden: { [whose]: _, ...others } }) => ({
      hidden: places ? { ...others, [whose]: places } : others,
    })),
}));

/** With one place more, or less where it was there. */
export const toggled = (places: readonly number[], place: number): number[] =>
  places.includes(place)
    ? places.filter((other) => other !== place)
    : [...places, place].sort((a, b) => a - b);
