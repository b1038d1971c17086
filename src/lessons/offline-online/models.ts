/** The models that are compared, what is said of them, and which of them an offline number chooses. No tfjs. */
import { type Answer, isEstimate, type Name } from "./estimators.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** Whose lists are compared: the models of the log, the most rated films, and yesterday's model itself. */
export const MODELS = ["imitate", "clicks", "popular", "yesterday"] as const;
export type Model = (typeof MODELS)[number];

/** What is said of a model: by each estimator, by the log, and by the world. */
export interface Row {
  readonly model: Model;
  readonly ndcg: number;
  readonly answers: Readonly<Record<Name, Answer>>;
  readonly online: number;
}

const KEYS: Readonly<Record<Exclude<Config["estimator"], "ndcg">, Name>> = {
  replay: "Replay",
  ips: "IPS",
  snips: "SNIPS",
  dm: "DM",
  dr: "DR",
};

/** What an estimator says of a model; -1 where it says nothing. */
export function offlineValue(row: Row, estimator: Config["estimator"]): number {
  if (estimator === "ndcg") return row.ndcg;
  const answer = row.answers[KEYS[estimator]];
  return isEstimate(answer) ? answer.value : -1;
}

/** The model that this estimator puts first; none where it says nothing. */
export function chosenBy(rows: readonly Row[], estimator: Config["estimator"]): Row | undefined {
  const first = rows.toSorted((a, b) => offlineValue(b, estimator) - offlineValue(a, estimator))[0];
  return first && offlineValue(first, estimator) >= 0 ? first : undefined;
}
