/** From rows to a batch: rows of the log, with their propensities, and what each becomes in the next step. */
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { BatchReading, probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();
const COLUMNS = ["row", "person", "shown", "propensity", "clicked", "example is about", "label"];

export function BatchPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const negatives = useSession((state) => state.setup.config.negatives);
  const reading = useReading("batch");
  const rows = (reading?.examples ?? []).map((one, n) => [
    `${n + 1}`,
    `person ${one.person}, ${one.round === 0 ? "opening" : `round ${one.round}`}, slot ${one.slot + 1}`,
    titleText(catalogue, one.shown),
    propensityText(one),
    one.clicked ? "yes" : "no",
    one.film === one.shown ? "the same film" : titleText(catalogue, one.film),
    one.clicked ? "1" : "0",
  ]);
  return (
    <Picture
      title="From rows to a batch"
      fill
      sentence={
        reading
          ? `Some of the ${countText(reading.size)} rows that a step sees, of ${countText(reading.rows)} in the log. ${
              negatives === "shown"
                ? "A film that was shown and not clicked is the no."
                : "Where nothing was clicked, a film drawn from the whole catalogue stands for the no: it need not have been shown to anybody."
            }`
          : "How rows of the log become examples."
      }
      empty={reading ? undefined : "The examples appear when the model is there."}
      table={() => ({ columns: COLUMNS.map((name) => ({ name })), rows })}
    >
      <WordTable columns={COLUMNS} rows={rows} list />
    </Picture>
  );
}

/** 0 stands for a policy that cannot tell it. */
const propensityText = ({ propensity }: BatchReading["examples"][number]) =>
  propensity === 0
    ? "not known"
    : propensity < 0.01
      ? propensity.toFixed(4)
      : propensity.toFixed(2);
