/** A part of a table that is too large: every so-manieth user, or the newest year. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { LIMITS } from "./limits.ts";
import type { TimeForm } from "./times.ts";

export type Sample =
  | { readonly kind: "users"; readonly every: number }
  /** @param form what the first reading has found the times to be */
  | {
      readonly kind: "newest";
      readonly from: number;
      readonly days: number;
      readonly form: TimeForm;
    };

/** A sample that fits, and how many interactions it has. */
export interface Offer {
  readonly sample: Sample;
  readonly interactions: number;
}

const DAY = 24 * 3600;
const PARTS = [2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
const SPANS = [365, 91, 30, 7];

/**
 * What can be offered instead of all of it.
 * @param user the number of each interaction's user
 * @param time seconds since 1970; undefined where they are none
 * @param fits whether so many interactions can be used
 */
export function offersOf(
  user: Int32Array,
  time: { readonly seconds: Float64Array; readonly form: TimeForm } | undefined,
  fits: (interactions: number) => boolean = (n) => n <= LIMITS.interactions,
): Offer[] {
  const offers: Offer[] = [];
  for (const every of PARTS) {
    let interactions = 0;
    for (const u of user) if (u % every === 0) interactions++;
    if (interactions === 0 || !fits(interactions)) continue;
    offers.push({ sample: { kind: "users", every }, interactions });
    break;
  }
  if (!time) return offers;
  let newest = Number.NEGATIVE_INFINITY;
  for (const seconds of time.seconds) if (seconds > newest) newest = seconds;
  for (const days of SPANS) {
    const from = newest - days * DAY;
    let interactions = 0;
    for (const seconds of time.seconds) if (seconds >= from) interactions++;
    if (!fits(interactions) || interactions === user.length) continue;
    offers.push({ sample: { kind: "newest", from, days, form: time.form }, interactions });
    break;
  }
  return offers;
}

/** What a sample is called: in the offer, and behind the data's name. */
export function sampleText(sample: Sample): Sentence {
  if (sample.kind === "users") {
    const { every } = sample;
    return every === 2
      ? sentence("every second user")
      : every === 3
        ? sentence("every third user")
        : sentence("every {n}th user", { n: String(every) });
  }
  const spans: Readonly<Record<number, Sentence>> = {
    365: sentence("the newest year"),
    91: sentence("the newest three months"),
    30: sentence("the newest month"),
    7: sentence("the newest week"),
  };
  return spans[sample.days] ?? sentence("the newest {n} days", { n: sample.days });
}

/** "ratings, every third user": what a sample of some data is called. */
export const sampledName = (name: string, sample: string | undefined) =>
  sample ? `${name}, ${sample}` : name;
