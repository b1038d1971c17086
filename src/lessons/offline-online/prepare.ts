/** What a run learns from: a world with a logger and its log, or auctions. No tfjs. */
import type { Split } from "../../engine/data/split.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { makeWorld, type World } from "../../families/worlds/world.ts";
import { type Auctions, auctionsOf } from "./bids.ts";
import { type RuleFacts, ruleFacts } from "./lists.ts";
import { type Logger, loggerOf, type Visits, visit } from "./loggers.ts";
import type { OfflineConfig as Config } from "./settings.ts";

export interface Logged {
  readonly world: World;
  readonly logger: Logger;
  /** What the models learn from, and what the estimators read: as many visits each. */
  readonly train: Visits;
  readonly test: Visits;
  readonly facts: RuleFacts;
}

export interface OfflineSplit extends Split {
  /** Of the task "world". */
  readonly logged?: Logged;
  /** Of the task "bids". */
  readonly auctions?: Auctions;
}

/** @throws ToldError where the data have no tastes to read */
export function prepareOffline(split: Split, config: Config, streams: Streams): OfflineSplit {
  if (config.task === "bids") return { ...split, auctions: auctionsOf(streams.data) };
  const world = makeWorld(split, "tastes", streams.data);
  const logger = loggerOf(split, world, config);
  const train = visit(world, logger, config.visits, streams.data);
  const test = visit(world, logger, config.visits, streams.data);
  const facts = ruleFacts(split.catalogue, world, train);
  return { ...split, logged: { world, logger, train, test, facts } };
}
