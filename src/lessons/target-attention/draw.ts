/** What one step sees: histories, the candidates that stand before them, and the answers. Runs on the CPU. */
import type { Rng } from "../../engine/numbers/random.ts";
import { hasSeen, popularitySampler } from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { Batch, Histories } from "./batch.ts";
import type { Log, TargetSplit } from "./prepare.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { bucketOf } from "./time-buckets.ts";

/** A history as it is read, oldest first, and the moment at which its reader is asked. */
export interface History {
  readonly films: ArrayLike<number>;
  /** Half stars, where they are an input. */
  readonly stars?: ArrayLike<number> | undefined;
  readonly times: ArrayLike<number>;
  readonly asked: number;
}

export function drawQuestions(
  { split, config, streams }: DrawContext<Config, TargetSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const { training } = split.parts;
  const { user, each, candidates, labels } = training;
  const drawn = config.task === "next" ? config.numNegatives : 0;
  const wide = each + drawn;
  const films = new Int32Array(examples.length * wide);
  const answers = new Float32Array(examples.length * wide);
  examples.forEach((example, n) => {
    for (let c = 0; c < each; c++) {
      films[n * wide + c] = candidates[example * each + c]!;
      answers[n * wide + c] = labels[example * each + c]!;
    }
    for (let c = 0; c < drawn; c++) {
      films[n * wide + each + c] = negative(split, user[example]!, c, streams.negatives);
    }
  });
  const histories = Array.from(examples, (example) => historyOf(split.log, training, example));
  const read = historyColumns(histories, config);
  const shape = [examples.length, wide] as const;
  return {
    ...read,
    candidate: column(films, shape),
    label: column(answers, shape),
    ...(config.regularise === "all" && {
      share: column(Float32Array.of(examples.length / training.to.length)),
    }),
    ...(config.regularise === "batch" && pulls(read, films, shape, split.count)),
  };
}

/** The c-th negative of a positive: by chance, then by popularity, and so on in turn. */
function negative(split: TargetSplit, user: number, c: number, rng: Rng): number {
  const popular = popularitySampler(split, 1);
  const draw = () => (c % 2 === 0 ? rng.int(split.films) : popular.draw(rng));
  const film = draw();
  return hasSeen(split.train, user, film) ? draw() : film;
}

/** What a question's reader knows. */
export function historyOf(
  { film, stars, time }: Log,
  { from, to, time: asked }: TargetSplit["parts"]["test"],
  question: number,
): History {
  const [a, b] = [from[question]!, to[question]!];
  return {
    films: film.subarray(a, b),
    stars: stars?.subarray(a, b),
    times: time.subarray(a, b),
    asked: asked[question]!,
  };
}

/** The last T films of each history, on the right; padding on the left has id 0 and is open to nobody. */
export function historyColumns(
  histories: readonly History[],
  { history: T, task, reader }: Config,
): ColumnsOf<Histories> {
  const size = histories.length * T;
  const films = new Int32Array(size);
  const stars = new Int32Array(size);
  // The candidate stands behind the films, at its own moment: bucket 0.
  const buckets = new Int32Array(size + histories.length);
  const open = new Float32Array(size);
  histories.forEach((history, n) => {
    const count = Math.min(T, history.films.length);
    for (let back = 1; back <= count; back++) {
      const [to, from] = [(n + 1) * T - back, history.films.length - back];
      films[to] = history.films[from]!;
      stars[to] = history.stars?.[from] ?? 0;
      buckets[to + n] = bucketOf(history.asked - history.times[from]!);
      open[to] = 1;
    }
  });
  const shape = [histories.length, T] as const;
  return {
    history: column(films, shape),
    open: column(open, shape),
    ...(task === "liked" && { stars: column(stars, shape) }),
    ...(reader === "bst" && { bucket: column(buckets, [histories.length, T + 1]) }),
  };
}

/**
 * How strongly each place pulls at its film's row: 1 / n_j for each film of the batch, shared by the places
 * at which it stands (Zhou et al. 2018, equation 6).
 */
function pulls(
  { history, open }: ColumnsOf<Histories>,
  candidates: Int32Array,
  shape: readonly [number, number],
  count: Float32Array,
) {
  const places = new Map<number, number>();
  const add = (film: number) => places.set(film, (places.get(film) ?? 0) + 1);
  history.values.forEach((film, n) => {
    if (open.values[n]) add(film);
  });
  candidates.forEach(add);
  const pull = (film: number) => 1 / (Math.max(1, count[film]!) * places.get(film)!);
  return {
    pullHistory: column(
      Float32Array.from(history.values, (film, n) => (open.values[n] ? pull(film) : 0)),
      history.shape,
    ),
    pullCandidate: column(Float32Array.from(candidates, pull), shape),
  };
}
