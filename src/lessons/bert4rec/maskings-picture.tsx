/** What one history gives to learn from: n - 1 questions in order, or as many as there are ways to hide k of n. */
import { useState } from "react";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { type Size, useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { useFilms } from "../../families/sequences/pictures/use-films.ts";
import styles from "./bert4rec.module.css";
import type { MaskingsReading } from "./maskings.ts";
import type { probes } from "./probes.ts";
import { choose } from "./targets.ts";

const useReading = readingsOf<typeof probes>();

export function MaskingsPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const rho = useSession((state) => state.setup.config.rho as number);
  const films = useFilms(opened);
  const [share, setShare] = useState<number | null>(null);
  const [turn, setTurn] = useState(0);
  const reading = useReading("maskings", { user, share: share ?? rho, turn });
  const n = reading?.films.length ?? 0;
  return (
    <Picture
      title="What one history teaches"
      fill
      sentence={reading ? sentenceOf(reading) : "How many examples are in one history."}
      empty={reading ? undefined : "A person’s films will stand here, hidden in many ways."}
      aside={
        <span className={styles.tools}>
          <label>
            Hidden
            <input
              type="range"
              min={0.05}
              max={0.9}
              step={0.05}
              value={share ?? rho}
              aria-valuetext={`${reading?.hidden ?? 0} of ${n}`}
              onChange={(event) => setShare(Number(event.target.value))}
            />
            <output>
              {reading?.hidden ?? 0} of {n}
            </output>
          </label>
          <button type="button" onClick={() => setTurn(turn + 1)}>
            Draw others
          </button>
        </span>
      }
      table={() => ({
        columns: [{ name: "Masking" }, { name: "Hidden films" }],
        rows: (reading?.maskings ?? []).map((places, at) => [
          at + 1,
          places.map((place) => films.name(reading!.films[place]!)).join(", "),
        ]),
      })}
    >
      {reading && n > 0 && (
        <Drawing
          reading={reading}
          name={(place) => titleText(films.catalogue, reading.films[place]!)}
        />
      )}
      <p className={styles.note}>
        A square is a film, oldest at the left. Blue: read. Orange: asked for. Right: drawn as
        training draws; a row with its last square alone is what the model will be asked.
      </p>
    </Picture>
  );
}

interface DrawingProps {
  readonly reading: MaskingsReading;
  readonly name: (place: number) => string;
}

function Drawing(props: DrawingProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.rows}>
      {size && size.width > 60 && <Rows {...props} size={size} />}
    </div>
  );
}

function Rows({ reading, name, size }: DrawingProps & { readonly size: Size }) {
  const { width, height, font: em } = size;
  const { films, maskings } = reading;
  const n = films.length;
  const gap = 1.6 * em;
  const side = (width - gap) / 2;
  const rows = Math.max(n - 1, maskings.length);
  const top = 1.8 * em;
  const each = Math.min(side / n, (height - top) / rows);
  const cell = (x: number, row: number, place: number, role: string) => (
    <rect
      key={`${x} ${row} ${place}`}
      x={x + place * each + each * 0.08}
      y={top + row * each + each * 0.08}
      width={each * 0.84}
      height={each * 0.84}
      rx={each * 0.14}
      data-role={role}
    >
      <title>{`${name(place)}: ${role === "target" ? "asked for" : role === "input" ? "read" : "not seen"}`}</title>
    </rect>
  );
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={em}
      role="img"
      aria-label={`${n - 1} questions in order beside ${maskings.length} of ${countText(choose(n, reading.hidden))} maskings`}
    >
      <text y={em} data-strong="">
        next film: {countText(n - 1)}
      </text>
      {Array.from({ length: n - 1 }, (_, row) =>
        films.map((_, place) =>
          cell(0, row, place, place <= row ? "input" : place === row + 1 ? "target" : "none"),
        ),
      )}
      <text x={side + gap} y={em} data-strong="">
        cloze: {countText(choose(n, reading.hidden))}
      </text>
      {maskings.map((places, row) =>
        films.map((_, place) =>
          cell(side + gap, row, place, places.includes(place) ? "target" : "input"),
        ),
      )}
    </svg>
  );
}

function sentenceOf({ films, hidden }: MaskingsReading): string {
  const n = films.length;
  return `${countText(n)} films give ${countText(Math.max(0, n - 1))} questions of the next film, the same in every epoch; hiding ${hidden} of them can be done in ${countText(choose(n, hidden))} ways.`;
}
