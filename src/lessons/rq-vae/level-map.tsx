import { useMemo, useState } from "react";
import { byPopularity } from "../../components/charts/find-films.ts";
import { genreClasses, titleText } from "../../components/charts/genre-classes.ts";
import { MapLegend } from "../../components/charts/map-legend.tsx";
import { percentText, plural, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { SHOWN_ROWS } from "../../components/charts/table-data.ts";
import { useActions, useReading, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm, useChosen, usePrefix } from "./chosen.ts";
import { LevelButtons } from "./level-buttons.tsx";
import { LevelCanvas } from "./level-canvas.tsx";
import type { LevelMapReading } from "./map-reading.ts";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useShownFilm } from "./use-shown-film.ts";

/** The cloud that a level has to describe, cut into the cells of its codes. */
export function LevelMap({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const [level, setLevel] = useState(0);
  const [only, setOnly] = useState<number | null>(null);
  const reading = useReading<LevelMapReading>("map", { level });
  const words = useReading<WordsReading>("words");
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const prefix = usePrefix();
  const film = useShownFilm(opened);
  const classes = useMemo(() => genreClasses(catalogue), [catalogue]);
  const order = useMemo(() => byPopularity(popularity), [popularity]);
  const pinned = useChosen((state) => state.pinned);

  const sentence = sentenceOf(reading, pinned);
  return (
    <Picture
      fill
      title={
        level === 0 ? "Latents and the codes of level 1" : `What is left for level ${level + 1}`
      }
      sentence={sentence}
      aside={
        <LevelButtons
          count={words?.codes.length ?? 1}
          level={reading?.level ?? level}
          onLevel={setLevel}
        />
      }
      empty={reading ? undefined : "Every film will be a point here, every code a cell."}
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Code", format: String },
          { name: "x", format: valueText },
          { name: "y", format: valueText },
        ],
        rows: Array.from(order.subarray(0, SHOWN_ROWS), (item) => [
          titleText(catalogue, item),
          reading?.code[item] ?? null,
          reading?.x[item] ?? null,
          reading?.y[item] ?? null,
        ]),
        total: order.length,
      })}
    >
      {reading && words && (
        <div className={styles.map}>
          <LevelCanvas
            name={`Level ${reading.level + 1}: ${sentence}`}
            reading={reading}
            words={words.codes}
            catalogue={catalogue}
            classes={classes}
            only={only}
            prefix={prefix}
            film={film}
            highlight={highlight}
            onHighlight={setHighlight}
            onChoose={chooseFilm}
          />
          <MapLegend classes={classes} only={only} onOnly={setOnly} />
        </div>
      )}
    </Picture>
  );
}

function sentenceOf(reading: LevelMapReading | undefined, pinned: readonly number[] | null) {
  if (!reading) return "The latent space, flat.";
  const used = new Set(reading.code).size;
  const lit = pinned ? ` Lit: words that begin with ${pinned.join("·")}.` : "";
  const dead = reading.codeX.length - used;
  const crosses = dead > 0 ? ` Crosses: ${plural(dead, "code")} without a film.` : "";
  return `${plural(used, "code")} of ${reading.codeX.length} ${used === 1 ? "has" : "have"} films. Level ${reading.level + 1} leaves ${percentText(reading.after / Math.max(1e-12, reading.before))} of the squared length it gets. The flat map shows ${percentText(reading.shown)} of the variance; on it ${percentText(reading.inCell)} of the films lie in the cell of their own code.${crosses}${lit}`;
}
