import { useState } from "react";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { LabelledGrid } from "../../families/clicks/pictures/labelled-grid.tsx";
import type { probes } from "./probes.ts";
import type { BlocksReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

type What = "weights" | "passed" | "inScore";

/** How large W is for each pair of fields, beside the crossings that were planted. */
export function BlocksPicture() {
  const [layer, setLayer] = useState(0);
  const [what, setWhat] = useState<What>("inScore");
  const reading = useReading("blocks", { layer });
  const shown = reading ? Math.min(layer, reading.layers - 1) : 0;
  const names = reading?.blocks ?? [];
  const size = names.length;
  const measured = what === "inScore" && reading && !reading.inScore ? "passed" : what;
  const values = reading?.[measured] ?? undefined;
  const reach = Math.max(1e-9, ...(values ?? []));
  const planted = reading?.planted ?? null;
  const sentence = reading
    ? sentenceOf(reading, measured)
    : "W of a cross layer, by pairs of fields.";
  return (
    <Picture
      title="W by pairs of inputs"
      sentence={sentence}
      empty={
        reading === null
          ? "There is no matrix W here: add a cross layer, or choose the matrix of v2."
          : reading === undefined
            ? "The matrix will stand here."
            : undefined
      }
      aside={
        <>
          <select
            className={styles.select}
            disabled={measured === "inScore"}
            aria-label="Layer of W"
            value={shown}
            onChange={(event) => setLayer(Number(event.target.value))}
          >
            {Array.from({ length: reading?.layers ?? 1 }, (_, l) => l + 1).map((l) => (
              <option key={l} value={l - 1}>
                layer {l}
              </option>
            ))}
          </select>
          <select
            className={styles.select}
            aria-label="What is measured"
            value={measured}
            onChange={(event) => setWhat(event.target.value as What)}
          >
            {reading?.inScore && <option value="inScore">pairs in s, all layers</option>}
            <option value="passed">what it passes on</option>
            <option value="weights">weights alone</option>
          </select>
        </>
      }
      table={() => ({
        columns: [
          { name: "x₀ of" },
          { name: "times x of" },
          { name: "Weights", format: valueText },
          { name: "Passed on", format: valueText },
          { name: "Pairs in s", format: valueText },
          { name: "Planted", format: valueText },
        ],
        rows: names.flatMap((a, f) =>
          names.map((b, g) => [
            a,
            b,
            reading!.weights[f * size + g]!,
            reading!.passed[f * size + g]!,
            reading!.inScore?.[f * size + g] ?? null,
            planted?.[f * size + g] ?? null,
          ]),
        ),
      })}
    >
      {reading && values && (
        <div className={planted ? styles.two : styles.stack}>
          <section aria-label="The model’s">
            <h4>
              {measured === "inScore"
                ? "What s holds of each pair, both directions"
                : `W: x₀ of the row times x${"₀₁₂₃₄₅"[shown]} of the column`}
            </h4>
            <LabelledGrid
              name={`${measured === "inScore" ? "Pairs in s" : `W of layer ${shown + 1}`}: ${sentence}`}
              rows={names}
              columns={names}
              value={(f, g) => values[f * size + g]!}
              reach={reach}
              framed={(f, g) => (planted?.[f * size + g] ?? 0) > 0}
              format={valueText}
            />
          </section>
          {planted && (
            <section aria-label="Planted">
              <h4>The true crossings</h4>
              <LabelledGrid
                name="How strongly the target crosses each pair of inputs"
                rows={names}
                columns={names}
                value={(f, g) => planted[f * size + g]!}
                reach={Math.max(1e-9, ...planted)}
                framed={(f, g) => planted[f * size + g]! > 0}
                format={(value) => (value === 0 ? "" : valueText(value))}
              />
            </section>
          )}
        </div>
      )}
    </Picture>
  );
}

/** On the generated target: how many of the strongest pairs are planted ones. */
function sentenceOf(reading: BlocksReading, what: What): string {
  const { blocks, planted } = reading;
  const size = blocks.length;
  const values = reading[what] ?? reading.passed;
  const pairs = blocks.flatMap((_, f) =>
    blocks.flatMap((__, g) =>
      g <= f
        ? []
        : [
            {
              pair: `${blocks[f]} and ${blocks[g]}`,
              both: values[f * size + g]! + values[g * size + f]!,
              planted: (planted?.[f * size + g] ?? 0) > 0,
            },
          ],
    ),
  );
  pairs.sort((a, b) => b.both - a.both);
  if (!planted) {
    const first = pairs[0];
    const sized = what === "weights" ? "" : ", times the size of what it multiplies";
    return first
      ? `Strongest together: ${first.pair}. Root mean square of each block${sized}.`
      : "";
  }
  const count = pairs.filter((pair) => pair.planted).length;
  const hits = pairs.slice(0, count).filter((pair) => pair.planted).length;
  return `${count} of 45 pairs are planted (framed), alone or within a longer product; ${hits} of them are among the ${count} strongest${what === "inScore" ? " in s (a pair that is planted only in a longer product shows in W, not here)" : " of W, both directions added"}.`;
}
