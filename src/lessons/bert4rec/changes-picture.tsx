/** From SASRec to BERT4Rec, one change at a time, under three rulers, filled by the reader’s own runs. */
import { VariantsTable } from "../../components/session/variants-table.tsx";
import { PLAIN, VARIANTS } from "./variants.ts";

const METRICS = [
  { metric: "NDCG@10", column: "all films", digits: 4 },
  { metric: "NDCG@10, 100 uniform", column: "100 uniform", digits: 3 },
  { metric: "NDCG@10, 100 popular", column: "100 popular", digits: 3 },
  { metric: "HR@10, 100 popular", column: "HR, 100 popular", digits: 3 },
] as const;

export function ChangesPicture() {
  return (
    <VariantsTable
      title="One change at a time"
      rows="Trained with"
      variants={VARIANTS}
      plain={PLAIN}
      metrics={METRICS}
      published="paper: HR"
      says={(first, trained) =>
        `Of ${trained} that were trained, first among all films: ${first(0)}; among 100 drawn uniformly: ${first(1)}; by popularity: ${first(2)}.`
      }
      note="NDCG@10 of the next film by three rulers, and HR@10 by the paper’s beside what the paper has for MovieLens 1M (Sun et al., 2019, table 2)."
    />
  );
}
