/** What a run was worth so far, by a ruler that no log has: the world’s own probabilities. */
import { Rng } from "../../engine/numbers/random.ts";
import type { Measure } from "../../engine/training/training.ts";
import { logMetrics, oracleClicks, truthCorrelation } from "../../families/worlds/exposure.ts";
import { answered, openingLog } from "../../families/worlds/log.ts";
import { chooseRound } from "../../families/worlds/policies.ts";
import { sigmoid } from "../../families/worlds/world.ts";
import type { Parameters } from "./model.ts";
import type { WorldSplit } from "./prepare.ts";
import { beliefOf } from "./round.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

export const measure: Measure<Config, WorldSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const { scores } = await beliefOf(parameters, split, config);
    const believed = Float32Array.from(scores, sigmoid);
    return {
      ...logMetrics(split.world, split.log),
      "Truth correlation": truthCorrelation(split.world, split.log, believed),
    };
  },

  /** Slots filled by chance alone, and by an oracle that knows every probability. */
  baselines: async (split, { rounds, slots }) => {
    const { world, content } = split;
    const { people } = world;
    const known = Array.from(world.tastes.films, (film) => split.popularity[film]!);
    const opening = openingLog(world, known, slots);
    let log = opening;
    const rng = new Rng(1);
    const nothing = {
      scores: new Float32Array(world.probability.length),
      P: new Float32Array(people),
      dim: 1,
    };
    const config = { policy: "epsilon", epsilon: 1, width: 0, limit: slots } as const;
    for (let round = 0; round < rounds; round++) {
      log = answered(world, log, chooseRound(world, content, log, nothing, config, rng));
    }
    const all = rounds * slots;
    const sums = oracleClicks(world, opening, all);
    let best = 0;
    for (let u = 0; u < people; u++) best += sums[u * (all + 1) + all]! / (people * all);
    return {
      chance: { ...logMetrics(world, log), "Truth correlation": 0 },
      oracle: { "Clicks per slot": best, Regret: 0, "Truth correlation": 1 },
    };
  },
};
