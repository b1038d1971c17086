import { useMemo } from "react";
import { correlation } from "../../../components/charts/correlation.ts";
import { byPopularity } from "../../../components/charts/find-films.ts";
import { titleText } from "../../../components/charts/genre-classes.ts";
import { countText, plural, valueText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { ScatterPlot } from "../../../components/charts/scatter-plot.tsx";
import { SHOWN_ROWS } from "../../../components/charts/table-data.ts";
import { say } from "../../../components/language/say.ts";
import { useActions, useReading, useSession } from "../../../components/session/use-session.ts";
import type { Opened } from "../../../engine/declarations/run.ts";

/** The length of every film's vector, [items]. */
export interface NormsReading {
  readonly norms: Float32Array;
}

/** How long a film's vector is against how well known the film is, of a lesson whose probe `norms` reads it. */
export function NormsPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const reading = useReading<NormsReading>("norms");
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const order = useMemo(() => byPopularity(popularity), [popularity]);
  const known = useMemo(
    () => Float32Array.from(order.keys(), (item) => Math.log(popularity[item] || Number.NaN)),
    [order, popularity],
  );
  const said = useMemo(() => {
    if (!reading) return say("Whether popular films get long vectors will be seen here.");
    if (reading.norms.every((norm) => Math.abs(norm - 1) < 1e-3))
      return say(
        "Every vector has length 1: whatever the model knows of popularity is in directions.",
      );
    const r = correlation(known, reading.norms);
    const values = { r: r.toFixed(2) };
    if (r > 0.5)
      return say(
        "Correlation of vector length and log popularity {r}: the length carries popularity.",
        values,
      );
    if (r > 0.2)
      return say(
        "Correlation of vector length and log popularity {r}: longer vectors lean towards popular films.",
        values,
      );
    if (r < -0.2)
      return say(
        "Correlation of vector length and log popularity {r}: popular films have the shorter vectors.",
        values,
      );
    return say(
      "Correlation of vector length and log popularity {r}: length says little about popularity so far.",
      values,
    );
  }, [reading, known]);
  const label = (item: number) =>
    [
      titleText(catalogue, item),
      plural(popularity[item] ?? 0, "rating"),
      say("length {value}", { value: valueText(reading?.norms[item] ?? Number.NaN) }),
    ].join(" · ");
  return (
    <Picture
      fill
      title={say("Length of the vectors")}
      sentence={said}
      empty={
        reading
          ? undefined
          : say("Every film will be a point: how well known it is, and how long its vector is.")
      }
      table={() => ({
        columns: [
          { name: say("Film") },
          { name: say("Ratings"), format: countText },
          { name: say("Length of its vector"), format: valueText },
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
          name={`${say("Length of each film's vector against its number of ratings.")} ${said}`}
          x={popularity}
          y={reading.norms}
          logX
          xName={say("ratings of the film (log)")}
          yName={say("length of its vector")}
          label={label}
          highlight={highlight}
          onHighlight={setHighlight}
        />
      )}
    </Picture>
  );
}
