/** Pooling and target under both kinds of test, filled by the reader’s own runs. */
import { VariantsTable } from "../../components/session/variants-table.tsx";
import { PLAIN, VARIANTS } from "./variants.ts";

const METRICS = [
  { metric: "NDCG@10", column: "next film", digits: 4 },
  { metric: "NDCG@10 random", column: "random film", digits: 4 },
  { metric: "Mean popularity@10", column: "popularity", digits: 0 },
] as const;

export function VariantsPicture() {
  return (
    <VariantsTable
      title="Pooling and target under both tests"
      rows="Trained with"
      variants={VARIANTS}
      plain={PLAIN}
      metrics={METRICS}
      says={(first, trained) =>
        `Of ${trained} that were trained, first on the next film: ${first(0)}. On a film held out at random: ${first(1)}.`
      }
      note="NDCG@10 on the next film, and on one held out at random whose neighbours in time are read; the mean number of ratings of what is recommended."
    />
  );
}
