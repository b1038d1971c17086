/** Which films the sampler draws at this moment, and how hard each of them still pushes. */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../../engine/data/split.ts";
import { rows } from "../../engine/layers.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { drawBatch } from "./draw.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import { CANDIDATES, type Parameters, scores } from "./model.ts";
import type { NegativesReading } from "./negatives-picture.tsx";

const POSITIVES = 256;
const SHOWN = 12;
/** A negative that pushes less than this has nothing left to teach. */
const EASY = 0.05;

export async function negativesDrawn(
  context: ProbeContext<Config, Split, Parameters>,
): Promise<NegativesReading | null> {
  const { split, config, parameters } = context;
  const none = config.negatives !== "in-batch" && config.numNegatives === 0;
  if (config.loss === "mse" || none) return null;
  const examples = Int32Array.from({ length: POSITIVES }, () =>
    context.streams.batches.int(split.train.item.length),
  );
  const batch = drawBatch(context, examples);
  const users = batch.users.values as Int32Array;
  const items = rowsOf(batch.items.values as Int32Array, config);
  const each = items.length / POSITIVES; // the positive, then its negatives
  const s = await valuesOf(() => {
    const p = rows(parameters.P, tf.tensor1d(users, "int32"));
    const ids = tf.tensor2d(items, [POSITIVES, each], "int32");
    const scored = scores(parameters, p, rows(parameters.Q, ids));
    return parameters.b ? tf.add(scored, tf.gather(parameters.b, ids)) : scored;
  });

  const decile = popularityDeciles(split.popularity);
  const shareByDecile = new Float32Array(10);
  const gradientByDecile = new Float32Array(10);
  const shown: NegativesReading["examples"][number][] = [];
  let [count, gradients, easy, falseNegatives] = [0, 0, 0, 0];
  const heldOut = new Map(Array.from(split.test.user, (user, n) => [user, split.test.item[n]!]));
  for (let row = 0; row < POSITIVES; row++) {
    const positive = s[row * each]!;
    for (const at of teaching(s, row * each + 1, each - 1, config)) {
      const item = items[at]!;
      const user = users[row]!;
      const margin = config.loss === "bpr" ? s[at]! - positive : s[at]!;
      const gradient = 1 / (1 + Math.exp(-margin));
      count++;
      gradients += gradient;
      if (gradient < EASY) easy++;
      if (heldOut.get(user) === item) falseNegatives++;
      shareByDecile[decile[item]!]!++;
      gradientByDecile[decile[item]!]! += gradient;
      if (shown.length < SHOWN && row % 20 === 0) {
        shown.push({ user, item, score: s[at]!, gradient });
      }
    }
  }
  for (let tenth = 0; tenth < 10; tenth++) {
    gradientByDecile[tenth] = gradientByDecile[tenth]! / Math.max(1, shareByDecile[tenth]!);
    shareByDecile[tenth] = shareByDecile[tenth]! / count;
  }
  return {
    shareByDecile,
    gradientByDecile,
    meanGradient: gradients / count,
    easyShare: easy / count,
    falseNegativeShare: falseNegatives / count,
    examples: shown,
  };
}

/** Rows of [positive, negatives...]; in a batch the negatives are the next few rows' positives. */
function rowsOf(items: Int32Array, { negatives }: Config): Int32Array {
  if (negatives !== "in-batch") return items;
  const each = 5;
  return Int32Array.from({ length: items.length * each }, (_, n) => {
    const row = Math.floor(n / each);
    return items[(row + (n % each)) % items.length]!;
  });
}

/** Where in s the negatives lie that teach: all of the row's, or the best of every few candidates. */
function teaching(s: Float32Array, start: number, length: number, { negatives }: Config): number[] {
  const all = Array.from({ length }, (_, n) => start + n);
  if (negatives !== "hard") return all;
  const groups = Array.from({ length: length / CANDIDATES }, (_, group) =>
    all.slice(group * CANDIDATES, (group + 1) * CANDIDATES),
  );
  return groups.map((group) => group.reduce((best, at) => (s[at]! > s[best]! ? at : best)));
}

/** [items] the tenth of the catalogue, by popularity, that each item is in: 9 is the most popular. */
export function popularityDeciles(popularity: Int32Array): Uint8Array {
  const order = Array.from(popularity.keys()).sort((a, b) => popularity[a]! - popularity[b]!);
  const decile = new Uint8Array(popularity.length);
  order.forEach((item, rank) => {
    decile[item] = Math.floor((10 * rank) / order.length);
  });
  return decile;
}
