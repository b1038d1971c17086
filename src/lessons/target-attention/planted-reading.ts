/** Which film matches is known where interests are planted: does it have the weight? */
import { ask, type Context, withReader } from "./asked.ts";
import { historyOf } from "./draw.ts";
import type { Reader } from "./settings.ts";
import { filmWeights } from "./speaks.ts";

/** People of the test that are asked. */
const PEOPLE = 40;

export interface PlantedReading {
  readonly reader: Reader;
  /** The weight of the film that matches a candidate, and those of the others, for candidates that do. */
  readonly matching: Float32Array;
  readonly others: Float32Array;
  /** Weights of all films before candidates that match none. */
  readonly strangers: Float32Array;
  /** How often the film that matches has the largest weight. */
  readonly first: number;
}

/** Null on films, and without a reader that weighs. */
export async function planted(context: Context): Promise<PlantedReading | null> {
  const { split, config } = context;
  const { truth, log, parts } = split;
  const { reader } = config;
  if (!truth || reader === "none" || reader === "mean") return null;
  return withReader(context, reader, async (asked) => {
    const { test } = parts;
    const count = Math.min(PEOPLE, test.user.length);
    const [matching, others, strangers]: number[][] = [[], [], []];
    let first = 0;
    for (let n = 0; n < count; n++) {
      const known = historyOf(log, test, n);
      const pair = test.candidates.slice(2 * n, 2 * n + 2);
      const answer = await ask(asked, known, pair, true);
      const read = Math.min(config.history, known.films.length);
      const row = (c: number) => filmWeights(answer, c, read, config)!;
      const films = Array.from(known.films).slice(-read);
      const at = films.findIndex((film) => truth.theme[film] === truth.theme[pair[0]!]);
      const own = row(0);
      strangers!.push(...row(1));
      if (at < 0) continue;
      matching!.push(own[at]!);
      others!.push(...own.filter((_, t) => t !== at));
      if (own[at] === Math.max(...own)) first++;
    }
    return {
      reader,
      matching: Float32Array.from(matching!),
      others: Float32Array.from(others!),
      strangers: Float32Array.from(strangers!),
      first: first / Math.max(1, matching!.length),
    };
  });
}
