import { useCallback, useState } from "react";
import { diverging, rgbText } from "../../components/charts/colours.ts";
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { byPopularity } from "../../components/charts/find-films.ts";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import type { Layer } from "./tower-reading.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

/** Both towers with the numbers that flow through them, for one user and one film. */
export function TowersPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const [chosen, setChosen] = useState<number | null>(null);
  const [without, setWithout] = useState<number | null>(null);
  const item = chosen ?? byPopularity(opened.popularity)[0] ?? 0;
  const reading = useReading("towers", {
    user,
    item,
    ...(without !== null && { without }),
  });
  const { catalogue } = opened;
  const film = titleText(catalogue, item);
  const sentence = reading
    ? `User ${user} and ${film}: the products sum to ${valueText(reading.dot)}, and divided by the temperature ${valueText(reading.temperature)} the score is ${valueText(reading.score)}.`
    : "What a user and a film become, layer by layer.";
  return (
    <Picture
      title="Towers"
      sentence={sentence}
      empty={reading ? undefined : "Both towers will stand here with their numbers."}
      aside={
        <FilmSearch
          label="Choose a film"
          quiet
          catalogue={catalogue}
          popularity={opened.popularity}
          onChoose={setChosen}
        />
      }
      table={() => ({
        columns: [{ name: "Tower" }, { name: "Layer" }, { name: "Numbers" }, { name: "First" }],
        rows: [
          ...(reading?.userLayers ?? []).map((layer) => layerRow("user", layer)),
          ...(reading?.filmLayers ?? []).map((layer) => layerRow("film", layer)),
          layerRow("both", { name: "u × v", values: reading?.products ?? new Float32Array(0) }),
        ],
      })}
    >
      {reading && (
        <div className={styles.towers}>
          <section className={styles.tower} aria-label="User tower">
            <h4>User {user} reads their last films</h4>
            <ul className={styles.chips}>
              {reading.history.map((watched, place) => (
                <li key={watched}>
                  <button
                    type="button"
                    aria-pressed={without === place}
                    data-left-out={without === place || undefined}
                    title={`Leave ${titleText(catalogue, watched)} out, or take it back`}
                    onClick={() => setWithout(without === place ? null : place)}
                  >
                    {shortTitle(catalogue, watched, 18)}
                  </button>
                </li>
              ))}
            </ul>
            <Layers layers={reading.userLayers} />
          </section>
          <section className={styles.tower} aria-label="Film tower">
            <h4>{film}</h4>
            <p className={styles.note}>
              {catalogue.genres
                .filter((_, g) => (((catalogue.genreBits[item] ?? 0) >>> g) & 1) === 1)
                .join(", ")}
              {reading.words.length > 0 && ` · title words it knows: ${reading.words.join(", ")}`}
            </p>
            <Layers layers={reading.filmLayers} />
          </section>
          <section className={styles.tower} aria-label="First ten">
            <h4>
              {without === null
                ? "Their first ten"
                : `Their first ten without ${shortTitle(catalogue, reading.history[without]!, 18)}`}
            </h4>
            <ol className={styles.first}>
              {Array.from(reading.first, (shown, n) => (
                <li key={shown}>
                  {titleText(catalogue, shown)}
                  {without !== null && <small>{wasText(reading.before[n]!, n + 1)}</small>}
                </li>
              ))}
            </ol>
          </section>
          <div className={styles.meeting}>
            <Layers layers={[{ name: "u × v, summed to u · v", values: reading.products }]} />
          </div>
        </div>
      )}
    </Picture>
  );
}

/** What leaving a film out has done to a place in the list. */
const wasText = (before: number, now: number) => (before === now ? "" : ` was ${before}`);

function Layers({ layers }: { layers: readonly Layer[] }) {
  return layers.map((layer) => <Strip key={layer.name} {...layer} />);
}

/** The numbers of one layer as cells, orange below zero and blue above. */
function Strip({ name, values }: Layer) {
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const reach = Math.max(1e-9, ...Array.from(values, Math.abs));
      const cell = width / values.length;
      for (let k = 0; k < values.length; k++) {
        const colour = diverging(values[k]! / reach, theme.down, theme.zero, theme.up);
        context.fillStyle = rgbText(colour);
        context.fillRect(k * cell, 0, cell - (cell >= 4 ? 1 : 0), height);
      }
      return false;
    },
    [values],
  );
  const { ref } = useCanvas(draw);
  return (
    <div className={styles.layer}>
      <span>{name}</span>
      <canvas ref={ref} role="img" aria-label={`${name}: ${firstOf(values)}`} />
    </div>
  );
}

const layerRow = (tower: string, { name, values }: Layer) => [
  tower,
  name,
  values.length,
  firstOf(values),
];

function firstOf(values: Float32Array): string {
  const first = Array.from(values.slice(0, 6), valueText).join(", ");
  return values.length > 6 ? `${first}, …` : first;
}
