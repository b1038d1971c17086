import { useMemo } from "react";
import type { Catalogue } from "../../engine/dataset.ts";
import { correlation } from "./correlation.ts";
import { byPopularity } from "./find-films.ts";
import { titleText } from "./genre-classes.ts";
import { countText, plural, valueText } from "./number-text.ts";
import { Picture } from "./picture.tsx";
import { ScatterPlot } from "./scatter-plot.tsx";
import { SHOWN_ROWS } from "./table-data.ts";

/** The length of every film's vector, [items]. */
export interface NormsReading {
  readonly norms: Float32Array;
}

export interface NormScatterProps {
  readonly reading: NormsReading | undefined;
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
}

/** How long a film's vector is against how well known the film is. */
export function NormScatter(props: NormScatterProps) {
  const { reading, catalogue, popularity, highlight, onHighlight } = props;
  const order = useMemo(() => byPopularity(popularity), [popularity]);
  const known = useMemo(
    () => Float32Array.from(order.keys(), (item) => Math.log(popularity[item] || Number.NaN)),
    [order, popularity],
  );
  const said = useMemo(() => {
    if (!reading) return "Whether popular films get long vectors will be seen here.";
    const r = correlation(known, reading.norms);
    const how =
      r > 0.5
        ? "the length carries popularity"
        : r > 0.2
          ? "longer vectors lean towards popular films"
          : r < -0.2
            ? "popular films have the shorter vectors"
            : "length says little about popularity so far";
    return `Correlation of vector length and log popularity ${r.toFixed(2)}: ${how}.`;
  }, [reading, known]);
  const label = (item: number) =>
    `${titleText(catalogue, item)} · ${plural(popularity[item] ?? 0, "rating")} · length ${valueText(reading?.norms[item] ?? Number.NaN)}`;
  return (
    <Picture
      fill
      title="Length of the vectors"
      sentence={said}
      empty={
        reading
          ? undefined
          : "Every film will be a point: how well known it is, and how long its vector is."
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Ratings", format: countText },
          { name: "Length of its vector", format: valueText },
        ],
        rows: [...order.subarray(0, SHOWN_ROWS)].map((item) => [
          titleText(catalogue, item),
          popularity[item] ?? 0,
          reading?.norms[item] ?? null,
        ]),
        total: order.length,
      })}
    >
      {reading && (
        <ScatterPlot
          name={`Length of each film's vector against its number of ratings. ${said}`}
          x={popularity}
          y={reading.norms}
          logX
          xName="ratings of the film (log)"
          yName="length |q| of its vector"
          label={label}
          highlight={highlight}
          onHighlight={onHighlight}
        />
      )}
    </Picture>
  );
}
