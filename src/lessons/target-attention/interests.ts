/**
 * Planted interests: a person has several separate ones, and clicks what matches any single film of their
 * history. The mean of the history blurs them; whoever asks each film in turn does not.
 */
import type { Rng } from "../../engine/numbers/random.ts";
import type { Questions, TargetSplit } from "./prepare.ts";

/** What was planted: [films] the theme of each. */
export interface Truth {
  readonly theme: Int32Array;
}

export const THEMES = 100;
/** Films of a theme. */
export const ALIKE = 2;
/** Films of a history, each of another theme. */
export const READ = 20;
/** "Theme 12, film A" */
export const plantedName = (film: number): string =>
  `Theme ${Math.floor(film / ALIKE) + 1}, film ${String.fromCharCode(65 + (film % ALIKE))}`;

const PEOPLE = { training: 20_000, validation: 1000, test: 2000 };

/** The first so many of some questions. */
const firstOf = (
  { user, from, to, time, candidates, labels, each }: Questions,
  n: number,
): Questions => ({
  user: user.slice(0, n),
  from: from.slice(0, n),
  to: to.slice(0, n),
  time: time.slice(0, n),
  each,
  candidates: candidates.slice(0, n * each),
  labels: labels.slice(0, n * each),
});

/**
 * People with a history of twenty films, one of each of twenty themes, asked about two films: one that is
 * the other film of a theme of theirs (1), and one of a theme that is not theirs (0).
 */
export function plantInterests(
  rng: Rng,
): Pick<TargetSplit, "log" | "films" | "parts"> & { readonly truth: Truth } {
  const films = THEMES * ALIKE;
  const all = PEOPLE.training + PEOPLE.validation + PEOPLE.test;
  const film = new Int32Array(all * READ);
  const candidates = new Int32Array(all * 2);
  const themes = Int32Array.from({ length: THEMES }, (_, theme) => theme);
  for (let n = 0; n < all; n++) {
    rng.shuffle(themes);
    for (let t = 0; t < READ; t++) film[n * READ + t] = themes[t]! * ALIKE + rng.int(ALIKE);
    const liked = film[n * READ + rng.int(READ)]!;
    const other = liked - (liked % ALIKE) + ((liked + 1 + rng.int(ALIKE - 1)) % ALIKE);
    candidates[2 * n] = other;
    candidates[2 * n + 1] = themes[READ + rng.int(THEMES - READ)]! * ALIKE + rng.int(ALIKE);
  }
  let first = 0;
  const next = (count: number): Questions => {
    const at = Int32Array.from({ length: count }, (_, n) => first + n);
    first += count;
    return {
      user: at,
      from: at.map((n) => n * READ),
      to: at.map((n) => (n + 1) * READ),
      time: Float64Array.from(at, (n) => (n + 1) * READ),
      each: 2,
      candidates: candidates.slice(2 * at[0]!, 2 * (at[0]! + count)),
      labels: Float32Array.from({ length: 2 * count }, (_, n) => 1 - (n % 2)),
    };
  };
  const training = next(PEOPLE.training);
  return {
    log: { film, time: Float64Array.from(film.keys()) },
    films,
    parts: {
      training,
      trained: firstOf(training, PEOPLE.test),
      validation: next(PEOPLE.validation),
      test: next(PEOPLE.test),
    },
    truth: { theme: Int32Array.from({ length: films }, (_, f) => Math.floor(f / ALIKE)) },
  };
}
