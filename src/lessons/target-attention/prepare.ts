/**
 * What the ranker learns from: questions. A person has read a history, some candidates stand before them at
 * a moment, and each is answered 1 or 0. Three tasks make them.
 */
import type { Cases, Part, Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Rng, Streams } from "../../engine/numbers/random.ts";
import { hasSeen, popularitySampler } from "../../engine/ranking/negatives.ts";
import { LIKED_FROM } from "../../families/clicks/examples.ts";
import { plantInterests, type Truth } from "./interests.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { rowWidth } from "./widths.ts";

/** What has been read, line by line: a person's lines stand together, oldest first. */
export interface Log {
  readonly film: Int32Array;
  /** Half stars, 1 to 10; nothing where stars are no input. */
  readonly stars?: Uint8Array;
  /** Seconds, or the place in an order. */
  readonly time: Float64Array;
}

/** Questions, each with equally many candidates. */
export interface Questions {
  /** [n] who is asked; questions of one person are one group of GAUC. */
  readonly user: Int32Array;
  /** [n] what is known then: the lines from .. to (exclusive) of the log. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** [n] when */
  readonly time: Float64Array;
  readonly each: number;
  /** [n x each] which films are asked about, and 1 or 0 for each. */
  readonly candidates: Int32Array;
  readonly labels: Float32Array;
}

export interface TargetSplit extends Split {
  readonly log: Log;
  /** How many films have rows. */
  readonly films: number;
  /** `trained` are some questions of training, put as the others are: how well it knows them by heart. */
  readonly parts: Readonly<Record<"training" | "trained" | Part, Questions>>;
  /** [films] how often each stands in training, as history or as candidate: n_j. */
  readonly count: Float32Array;
  /** Of the planted task: which film is of which theme. */
  readonly truth?: Truth;
}

/** Of each kind (by chance, by popularity), so many films stand against the one that came next. */
export const AGAINST = { trained: 2, validation: 20, test: 50 };
/** Shares of a person's ratings, in time, that are for training and for validation. */
/** Questions of training that are measured. */
const TRAINED = 2000;
const PARTS = { training: 0.8, validation: 0.9 };

const ONE_KIND = sentence(
  "This task learns to tell films with four stars and more from the others, and these data do not have both kinds (no column of ratings, or too few): choose the task “Next film”",
);
const TOO_SHORT = sentence(
  "Nobody here has read enough films to be asked about the next: choose the task “Planted interests”, or other data",
);

export function prepareTargets(split: Split, config: Config, streams: Streams): TargetSplit {
  checkHeads(config);
  const made = tasks[config.task](split, streams);
  const { training } = made.parts;
  return { ...split, ...made, count: occurrences(made.log, training, made.films, config.history) };
}

type Task = Pick<TargetSplit, "log" | "films" | "parts" | "truth">;
const tasks: Readonly<Record<Config["task"], (split: Split, streams: Streams) => Task>> = {
  next: nextFilm,
  liked: likedFilms,
  interests: (_, { data }) => plantInterests(data),
};

/** Every film but the first is asked for, given those before it; the last two are held out. */
function nextFilm(split: Split, { split: rng }: Streams): Task {
  const { whole, train, validation, test } = split;
  const rows = (user: number) => ({
    first: whole.offsets[user]!,
    trained: train.offsets[user + 1]! - train.offsets[user]!,
  });
  const asked: Row[] = [];
  for (let user = 0; user < train.users; user++) {
    const { first, trained } = rows(user);
    for (let n = 1; n < trained; n++) asked.push({ user, first, row: first + n });
  }
  if (asked.length === 0 || test.user.length === 0) throw new ToldError(TOO_SHORT);
  const held = ({ user }: Cases, after: number) =>
    Array.from(user, (u) => {
      const { first, trained } = rows(u);
      return { user: u, first, row: first + trained + after };
    });
  const against = (rows: readonly Row[], each: number) =>
    questionsOf(split, rows, ({ user, row }) =>
      [whole.item[row]!, ...negativesOf(split, user, each, rng)].map(
        (film, n) => [film, n === 0 ? 1 : 0] as const,
      ),
    );
  return {
    log: { film: whole.item, time: whole.time },
    films: whole.items,
    parts: {
      training: questionsOf(split, asked, ({ row }) => [[whole.item[row]!, 1]]),
      trained: against(spread(asked), AGAINST.trained),
      validation: against(held(validation, 0), AGAINST.validation),
      test: against(held(test, 1), AGAINST.test),
    },
  };
}

/** So many films by chance, then as many by popularity, none that the person has ever watched. */
function negativesOf(split: Split, user: number, each: number, rng: Rng): number[] {
  const popular = popularitySampler(split, 1);
  const draws = [() => rng.int(split.whole.items), () => popular.draw(rng)];
  return draws.flatMap((draw) =>
    Array.from({ length: each }, () => {
      let film = draw();
      for (let again = 0; again < 20 && hasSeen(split.whole, user, film); again++) film = draw();
      return film;
    }),
  );
}

/** Every rated film but a person's first, given those rated before it and their stars. */
function likedFilms(split: Split, _: Streams): Task {
  const { whole } = split;
  const rows: Record<"training" | Part, Row[]> = { training: [], validation: [], test: [] };
  for (let user = 0; user < whole.users; user++) {
    const [first, end] = [whole.offsets[user]!, whole.offsets[user + 1]!];
    for (let row = first + 1; row < end; row++) {
      const at = (row - first) / (end - first);
      const part = at < PARTS.training ? "training" : at < PARTS.validation ? "validation" : "test";
      rows[part].push({ user, first, row });
    }
  }
  const liked = (row: number) => (whole.rating[row]! >= LIKED_FROM ? 1 : 0);
  for (const part of Object.values(rows)) {
    const likes = part.filter(({ row }) => liked(row) === 1).length;
    if (likes === 0 || likes === part.length) throw new ToldError(ONE_KIND);
  }
  const of = (part: readonly Row[]) =>
    questionsOf(split, part, ({ row }) => [[whole.item[row]!, liked(row)]]);
  return {
    log: {
      film: whole.item,
      time: whole.time,
      stars: Uint8Array.from(whole.rating, (r) => Math.min(10, Math.max(1, Math.round(2 * r)))),
    },
    films: whole.items,
    parts: {
      training: of(rows.training),
      trained: of(spread(rows.training)),
      validation: of(rows.validation),
      test: of(rows.test),
    },
  };
}

/** Some of many, evenly. */
const spread = <T>(all: readonly T[]): T[] => {
  const every = Math.ceil(all.length / TRAINED);
  return all.filter((_, n) => n % every === 0);
};

/** A line of the log that is asked about, and where its person's lines begin. */
interface Row {
  readonly user: number;
  readonly first: number;
  readonly row: number;
}

function questionsOf(
  { whole }: Split,
  rows: readonly Row[],
  asked: (row: Row) => readonly (readonly [film: number, label: number])[],
): Questions {
  const candidates = rows.map(asked);
  return {
    user: Int32Array.from(rows, ({ user }) => user),
    from: Int32Array.from(rows, ({ first }) => first),
    to: Int32Array.from(rows, ({ row }) => row),
    time: Float64Array.from(rows, ({ row }) => whole.time[row]!),
    each: candidates[0]!.length,
    candidates: Int32Array.from(candidates.flatMap((some) => some.map(([film]) => film))),
    labels: Float32Array.from(candidates.flatMap((some) => some.map(([, label]) => label))),
  };
}

/** n_j: how often film j stands in the examples of training. */
function occurrences(log: Log, training: Questions, films: number, history: number): Float32Array {
  const count = new Float32Array(films);
  for (const film of training.candidates) count[film]!++;
  training.to.forEach((to, n) => {
    for (let row = Math.max(training.from[n]!, to - history); row < to; row++) {
      count[log.film[row]!]!++;
    }
  });
  return count;
}

function checkHeads({ reader, dim, heads }: Config): void {
  const width = rowWidth(dim);
  if (reader !== "bst" || width % heads === 0) return;
  const right = [1, 2, 3, 4, 5, 6, 7, 8].filter((n) => width % n === 0);
  throw new ToldError(
    sentence(
      "A row of BST has {width} numbers here (film and time bucket), which {heads} heads cannot share: take {right} heads",
      { width, heads, right: right.join(", ") },
    ),
  );
}
