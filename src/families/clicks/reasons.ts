/** A person's list by a click model, and what each field does to a film's score. */
import * as tf from "@tensorflow/tfjs-core";
import { type ReasonsReading, reasonsFor, type Whose } from "../../engine/ranking/reasons.ts";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { type ScoreWith, scoresOf } from "./evaluate.ts";
import type { ClickSplit, Rows } from "./examples.ts";
import { type Field, fieldsOf } from "./fields.ts";
import { type ClickParameters, likedOf, personOf, ratedBy, withPerson } from "./fold-in.ts";
import type { ClickConfig } from "./settings.ts";

/**
 * A field's voice is s less s with the field's vector at the mean of its table; that of the numbers, with
 * all of them at their means, which are 0.
 * @returns null on the generated target and for somebody without ratings in training
 */
export async function clickReasons<C extends ClickConfig, P extends ClickParameters>(
  score: ScoreWith<C, P>,
  { parameters, split, config }: ProbeContext<C, ClickSplit, P>,
  whose: Whose,
): Promise<ReasonsReading | null> {
  const { asked } = split;
  const own = ratedBy(split, whose);
  const users = parameters.embeddings.user;
  if (!asked || !users || own.items.length === 0) return null;
  const user = whose.items
    ? personOf(score, parameters, split, config, own)!
    : tf.tidy(() => tf.slice(users, [whose.user, 0], [1, -1]));
  const known = withPerson(parameters, user);
  const liked = likedOf(own);
  const scoresWith = (of: P, rows: Rows, films: Int32Array) => {
    const all = Int32Array.from(films.keys());
    return scoresOf((batch) => score(of, batch, config), split, config, all, rows);
  };
  const films = Int32Array.from({ length: split.whole.items }, (_, film) => film);
  const seen = new Uint8Array(films.length);
  for (const item of own.items) seen[item] = 1;
  const list = firstItems(await scoresWith(known, asked(own.items, liked, films), films), seen);

  const rows = asked(own.items, liked, list.items);
  const without = new Map<string, Float32Array>();
  for (const field of fieldsOf(config)) {
    const table = field === "user" ? users : parameters.embeddings[field];
    if (!table) continue;
    const usual = tf.tidy(() => atMean(table, known.embeddings[field]!.shape[0]!));
    without.set(field, await scoresWith(withTable(known, field, usual), rows, list.items));
    usual.dispose();
  }
  const plain = { ...rows, dense: new Float32Array(rows.dense.length) };
  without.set("numbers", await scoresWith(known, plain, list.items));
  user.dispose();

  const chances = list.scores.map((s) => 1 / (1 + Math.exp(-s)));
  return reasonsFor({ items: list.items, scores: chances }, own.items.length, (_, at) =>
    [...without].map(([name, s]) => ({ item: -1, name, weight: list.scores[at]! - s[at]! })),
  );
}

/** A table of so many rows that are all the mean of this one. */
const atMean = (table: tf.Tensor, rows: number) => tf.tile(tf.mean(table, 0, true), [rows, 1]);

function withTable<P extends ClickParameters>(parameters: P, field: Field, table: tf.Tensor): P {
  return { ...parameters, embeddings: { ...parameters.embeddings, [field]: table } };
}
