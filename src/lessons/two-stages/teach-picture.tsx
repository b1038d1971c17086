/** What stage two was taught on, against four ways to measure it: filled by the reader’s own runs. */
import { VariantsTable } from "../../components/session/variants-table.tsx";
import { PLAIN, VARIANTS } from "./variants.ts";

const METRICS = [
  { metric: "NDCG@10", column: "pipeline", digits: 4 },
  { metric: "AUC random", column: "AUC random", digits: 3 },
  { metric: "AUC candidates", column: "AUC candidates", digits: 3 },
  { metric: "NDCG@10 of all", column: "all films", digits: 4 },
] as const;

export function TeachPicture() {
  return (
    <VariantsTable
      title="Taught on, and measured by"
      rows="Negatives"
      variants={VARIANTS}
      plain={PLAIN}
      metrics={METRICS}
      says={(first, trained) =>
        `Of ${trained} that were trained: the pipeline is best with ${first(0).toLowerCase()}, AUC against random films with ${first(1).toLowerCase()}, AUC among candidates with ${first(2).toLowerCase()}.`
      }
      note="NDCG@10 of both stages; how often the held-out film scores above a film drawn from all, and above another candidate; NDCG@10 of stage two on all films."
    />
  );
}
