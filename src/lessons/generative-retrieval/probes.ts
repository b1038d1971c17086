/** What the pictures of this lesson read from the model in training. */
import { seen } from "../../engine/data/split.ts";
import { recommendationsOf } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { release, scoresOf } from "./evaluate.ts";
import type { Parameters } from "./model.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { readHistories } from "./spell.ts";

export type Context = ProbeContext<Config, SpellSplit, Parameters>;

export const probes = {
  /** { user }: their list, by the beam, and where their held-out film stands. */
  recommendations: async (
    { parameters, config, split }: Context,
    { user }: { readonly user: number },
  ) => {
    const asker = { user, films: seen(split, "test", user) };
    const reading = readHistories(parameters, [asker], split.names, config);
    const scores = await scoresOf(parameters, reading, split.trie, config);
    release(reading);
    return recommendationsOf(split, user, scores);
  },
} satisfies Record<string, Probe<Config, SpellSplit, Parameters>>;
