/** What the pictures of this lesson read of one sequence: guesses for its hidden films, and who looks at whom. */
import * as tf from "@tensorflow/tfjs-core";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { type Expectation, expectation, rowsOf } from "../../families/sequences/expected.ts";
import type { HeadsReading } from "../../families/sequences/heads.ts";
import { headsOf } from "../../families/sequences/heads-reading.ts";
import { filmsOf } from "../../families/sequences/sequences.ts";
import type { Input } from "../../families/sequences/windows.ts";
import { sequenceColumns } from "./draw.ts";
import { aroundHeldOut, question, scoresAfter, scoresAt } from "./evaluate.ts";
import { parametersOf } from "./handed-over.ts";
import { encode, type Parameters } from "./model.ts";
import { OTHER } from "./other.ts";
import type { Bert4recSplit } from "./prepare.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

export type Context = ProbeContext<Config, Bert4recSplit, Parameters>;

/** Whose films: a user's, or those given, oldest first. */
export type Whose = { readonly user: number } | { readonly items: readonly number[] };

/** Guesses of a hidden film that are shown. */
const SHOWN = 3;

export interface Guess {
  /** The place of the hidden film among those that are read. */
  readonly place: number;
  /** From what stands on both sides; null with the objective "next", which cannot. */
  readonly both: Expectation | null;
  /** The same model shown only what stands before it. */
  readonly before: Expectation;
}

export interface HideReading {
  /** The films read, oldest first, hidden ones too. */
  readonly films: readonly number[];
  /** Which of them were never learnt from. */
  readonly unseen: readonly boolean[];
  readonly guesses: readonly Guess[];
}

/** Which films of a user: around the one that was held out at random, or the last, the film of the test too. */
export type Where = "middle" | "end";

/**
 * { user | items, hidden?, where? }: guesses for the films that are hidden, by their places; unless said the film
 * held out from the middle, or the last one.
 */
export async function hide(
  context: Context,
  {
    hidden,
    where = "middle",
    ...whose
  }: Whose & { readonly hidden?: readonly number[] | undefined; readonly where?: Where },
): Promise<HideReading> {
  const { parameters, config } = context;
  const { films, unseen } = filmsRead(context, whose, where);
  const chosen = hidden ?? [where === "middle" ? unseen.lastIndexOf(true) : films.length - 1];
  const places = chosen
    .filter((place) => place >= 0 && place < films.length)
    .toSorted((a, b) => a - b);
  if (places.length === 0) return { films, unseen, guesses: [] };
  const input = films.map((film, place) => (places.includes(place) ? -1 : film));
  const shown = input.filter((film) => film >= 0);
  const guess = (scores: Float32Array, place: number) =>
    expectation(scores, shown, films[place], SHOWN);
  const before = await rowsOf(
    tf.tidy(() =>
      scoresAfter(
        parameters,
        places.map((place) => input.slice(0, place)),
        config,
      ),
    ),
  );
  const both =
    config.objective === "cloze"
      ? await rowsOf(
          tf.tidy(() =>
            scoresAt(
              parameters,
              places.map(() => input),
              places.map((place) => films.length - 1 - place),
              config,
            ),
          ),
        )
      : undefined;
  return {
    films,
    unseen,
    guesses: places.map((place, n) => ({
      place,
      both: both ? guess(both[n]!, place) : null,
      before: guess(before[n]!, place),
    })),
  };
}

/** As many films of somebody as the model reads. */
function filmsRead({ split, config }: Context, whose: Whose, where: Where) {
  const { length } = config;
  const plain = (films: readonly number[]) => ({ films, unseen: films.map(() => false) });
  if ("items" in whose) return plain(whose.items.slice(-length));
  const user = whose.user % split.known.test.length;
  const heldOut = split.heldOut.user.indexOf(user);
  if (where === "middle" && heldOut >= 0) {
    const { before, after } = aroundHeldOut(split, heldOut, config);
    const films = [...before, split.heldOut.item[heldOut]!, ...after];
    return { films, unseen: films.map((_, place) => place === before.length) };
  }
  const films = [...filmsOf(split, user), ...testFilmOf(split, user)].slice(-length);
  const learnt = new Set(split.sequences[user]);
  return { films, unseen: films.map((film) => !learnt.has(film)) };
}

const testFilmOf = ({ test }: Bert4recSplit, user: number): readonly number[] => {
  const at = test.user.indexOf(user);
  return at < 0 ? [] : [test.item[at]!];
};

export type AttentionReading = HeadsReading;

/**
 * { user | items, other? }: attention over somebody's films when the next one is asked for, in the run's own
 * model, or in the one that trains beside it in the other objective.
 * @returns null where that one has not caught up yet
 */
export async function attention(
  context: Context,
  { other = false, ...whose }: Whose & { readonly other?: boolean },
): Promise<AttentionReading | null> {
  const { parameters, config, split } = context;
  const films = "items" in whose ? whose.items : filmsOf(split, whose.user);
  if (!other) return attentionOf(parameters, films, config);
  const made = await context.beside(OTHER);
  if (!made) return null;
  const theirs: Config = { ...config, objective: config.objective === "cloze" ? "next" : "cloze" };
  const built = parametersOf(made, split, theirs);
  try {
    return await attentionOf(built.parameters, films, theirs);
  } finally {
    built.dispose();
  }
}

async function attentionOf(
  parameters: Parameters,
  films: ArrayLike<number>,
  config: Config,
): Promise<HeadsReading> {
  const input: Input = Array.from(question(films, config)).slice(-config.length);
  const seen = tf.tidy(() => {
    const heads: tf.Tensor4D[] = [];
    encode(parameters, uploadBatch(sequenceColumns([input], config)), config, heads);
    return heads;
  });
  return {
    films: Array.from(input),
    heads: await headsOf(seen, input.length),
    oneWay: config.objective === "next",
  };
}
