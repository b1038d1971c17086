/** A person's list, and what each film that was read does to it: by leaving it out, beside its attention. */
import { type ReasonsReading, reasonsFor, type Whose } from "../../engine/ranking/reasons.ts";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import { attention, type Context, filmsOf } from "./attention-reading.ts";
import { logProbability, scored } from "./next-reading.ts";

/** The last so many films are left out in turn: each is a pass through the model. */
const LAST = 20;

/** { user, items? } @returns null for a generated task, whose items have no names, and without films */
export async function reasons(
  context: Context,
  { user, items }: Whose,
): Promise<ReasonsReading | null> {
  const { config, split } = context;
  const all = Array.from(items ?? filmsOf(split, user));
  if (config.task !== "films" || all.length === 0) return null;
  const read = config.objective === "cloze" ? config.length - 1 : config.length;
  const past = all.slice(-read);
  const tried = past.length > 1 ? past.slice(-LAST) : [];
  const without = tried.map((_, n) =>
    past.filter((_, at) => at !== past.length - tried.length + n),
  );
  const [whole, ...rest] = await scored(context, [past, ...without]);
  const seen = new Uint8Array(whole!.length);
  for (const film of all) seen[film] = 1;
  const known = new Set(all);
  const list = firstItems(whole!, seen);
  const p = Float32Array.from(list.items, (film) => Math.exp(logProbability(whole!, known, film)));
  const weights = await lastRow(context, past);
  return reasonsFor({ items: list.items, scores: p }, past.length, (film, at) =>
    tried.map((item, n) => {
      const share = weights?.[past.length - tried.length + n];
      return {
        item,
        weight: Math.log(p[at]!) - logProbability(rest[n]!, known, film),
        ...(share !== undefined && { value: `attention ${share.toFixed(2)},` }),
      };
    }),
  );
}

/** How the last place of the last block looks at each film, a mean over heads; undefined without attention. */
async function lastRow(context: Context, items: readonly number[]) {
  const { heads, blocks, films } = await attention(context, { items });
  const last = heads.filter(({ block }) => block === blocks - 1);
  if (last.length === 0) return undefined;
  const n = films.length;
  return items.map((_, s) =>
    last.reduce((sum, { weights }) => sum + weights[(n - 1) * n + s]! / last.length, 0),
  );
}
