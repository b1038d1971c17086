/** Links to every lesson with settings that make a visit short. */
import { COURSE } from "../../src/curriculum.ts";

export const LESSONS = COURSE.flatMap(({ lessons }) => lessons);

type Settings = Readonly<Record<string, string | number>>;

/** What makes a lesson's own run short, and lets it stand on no other run. */
const SMALL: Readonly<Record<string, Settings>> = {
  "the-data": { batch: 512 },
  "two-tower": { dim: 8 },
  "youtube-dnn": { dim: 8, history: 5, drawn: 32 },
  "rq-vae": { vectors: "content", codes: 16, dim: 8, hidden: 16 },
  "generative-retrieval": { dim: 8, blocks: 1, heads: 1, length: 5 },
  bert4rec: { dim: 8, blocks: 1, length: 5 },
  "target-attention": { dim: 4, history: 4, beside: "none" },
  "semantic-ids": { dim: 4, codes: 8, beside: "none" },
  "two-stages": { retriever: "knn" },
};

export function link(slug: string, settings: Settings = {}): string {
  const query = Object.entries({ dataset: "synthetic", ...SMALL[slug], ...settings });
  return `#/lessons/${slug}?${query.map(([key, value]) => `${key}=${value}`).join("&")}`;
}

/** A short run of a lesson; the first on the data has no epochs. */
export const shortLink = (slug: string) => link(slug, slug === "the-data" ? {} : { epochs: 1 });
