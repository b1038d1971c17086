/** What is known of the items, numbered as the interactions have them. */
import type { Catalogue } from "../data/dataset.ts";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import type { ItemsGathered } from "./gather.ts";
import { LIMITS } from "./limits.ts";

/** What an item without a title is called. */
export const nameOf = (id: string) => (/^-?\d+$/.test(id) ? `Item ${id}` : id);

export function catalogueOf(ids: readonly string[], gathered: ItemsGathered) {
  const facts = ids.map((id) => gathered.facts.get(id));
  const told: Sentence[] = [];
  const titled = !gathered.titlesDiffer;
  if (!titled) {
    told.push(
      sentence(
        "The titles differ from line to line of the same item, so they are not its titles: they are left out.",
      ),
    );
  }
  const titleOf = (i: number) => (titled ? facts[i]?.title : undefined);
  const counts = new Map<string, number>();
  for (const fact of facts) {
    for (const category of fact?.categories ?? []) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const genres = byCount
    .slice(0, LIMITS.categories)
    .map(([category]) => category)
    .sort();
  if (counts.size > genres.length) {
    told.push(
      sentence("There are {n} categories; the {kept} with the most items are kept.", {
        n: counts.size,
        kept: genres.length,
      }),
    );
  }
  const untitled = facts.filter((_, i) => !titleOf(i)).length;
  if (untitled === ids.length) {
    told.push(sentence("There are no titles: the ids stand for them."));
  } else if (untitled === 1) {
    told.push(sentence("One item has no title: the id stands for it."));
  } else if (untitled > 0) {
    told.push(sentence("{n} items have no title: the id stands for it.", { n: untitled }));
  }
  if (genres.length === 0) {
    told.push(sentence("There are no categories: what a lesson reads from them is empty."));
  }
  const place = new Map(genres.map((genre, g) => [genre, g]));
  const catalogue: Catalogue = {
    ids: Int32Array.from(ids.keys()),
    titles: ids.map((id, i) => titleOf(i) || nameOf(id)),
    years: Int16Array.from(facts, (fact) => fact?.year ?? 0),
    genres,
    genreBits: Uint32Array.from(facts, (fact) =>
      (fact?.categories ?? []).reduce((bits, category) => {
        const g = place.get(category);
        return g === undefined ? bits : (bits | (1 << g)) >>> 0;
      }, 0),
    ),
  };
  return { catalogue, told };
}
