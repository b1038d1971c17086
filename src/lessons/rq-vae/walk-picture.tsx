import { FilmSearch } from "../../components/charts/film-search.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm } from "./chosen.ts";
import type { probes } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useShownFilm } from "./use-shown-film.ts";
import { type Spot, type Step, stepsOf } from "./walk.ts";

const useReading = readingsOf<typeof probes>();

/** One film level by level: what is left, the code nearest to it, and what is left then. */
export function WalkPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const film = useShownFilm(opened);
  const reading = useReading("way", { item: film });
  const title = titleText(catalogue, film);
  const sentence = reading
    ? `${reading.levels.length} steps, each the nearest code to what is left: |z|² is ${valueText(reading.length)}, and ${reading.levels.map((level) => valueText(level.left)).join(", then ")} of it is left. Each plane has its own scale; the lengths in it are true.`
    : "Codes as steps towards a film.";
  return (
    <Picture
      title={`The walk to ${title}`}
      fill
      sentence={sentence}
      aside={
        <FilmSearch
          label="Walk to a film"
          quiet
          catalogue={catalogue}
          popularity={popularity}
          onChoose={chooseFilm}
        />
      }
      empty={reading ? undefined : "The steps from nothing to a film will stand here."}
      table={() => ({
        columns: [
          { name: "Step" },
          { name: "Code", format: String },
          { name: "Its squared length", format: valueText },
          { name: "Left", format: valueText },
        ],
        rows: (reading?.levels ?? []).map(({ code, vector, left }, level) => [
          level + 1,
          code,
          vector.reduce((sum, value) => sum + value * value, 0),
          left,
        ]),
      })}
    >
      {reading && (
        <div className={styles.walk}>
          {stepsOf(reading.levels).map((step, level) => (
            <Plane
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
              key={level}
              level={level}
              step={step}
              code={reading.levels[level]!.code}
              left={reading.levels[level]!.left}
            />
          ))}
        </div>
      )}
    </Picture>
  );
}

interface PlaneProps {
  readonly level: number;
  readonly step: Step;
  readonly code: number;
  readonly left: number;
}

/** Room around the arrows, in letters. */
const MARGIN = { x: 2.6, y: 2.2 };

function Plane({ level, step, code, left }: PlaneProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const { residual: r, code: e } = step;
  const [low, high] = [Math.min(0, e.x), Math.max(r.x, e.x)];
  const scale = Math.min(
    (width - 2 * MARGIN.x * font) / Math.max(1e-12, high - low),
    (height - 2 * MARGIN.y * font) / Math.max(1e-12, e.y),
  );
  const at = ({ x, y }: Spot): Spot => ({
    x: width / 2 + (x - (low + high) / 2) * scale,
    y: height / 2 - (y - e.y / 2) * scale,
  });
  const [zero, film, reached] = [at({ x: 0, y: 0 }), at(r), at(e)];
  const source = level === 0 ? "z" : `r${level + 1}`;
  const name = `Level ${level + 1}: ${source} has length ${valueText(r.x)}, code ${code} has ${valueText(Math.hypot(e.x, e.y))}, and |${source} − e|² = ${valueText(left)} is left`;
  return (
    <section aria-label={`Level ${level + 1}`}>
      <h4>
        Level {level + 1}: code {code}
      </h4>
      <div ref={ref} className={styles.plane} role="img" aria-label={name}>
        {width > 60 && height > 40 && (
          <svg width={width} height={height} aria-hidden="true" fontSize={font}>
            <path
              d={`M${zero.x},${zero.y}L${film.x},${film.y}`}
              stroke="var(--picture-muted)"
              strokeDasharray="3 4"
            />
            <path
              d={`M${reached.x},${reached.y}L${film.x},${film.y}`}
              stroke="var(--predict-mark, #d4620f)"
              strokeWidth={2}
            />
            <Arrow from={zero} to={reached} />
            <circle cx={zero.x} cy={zero.y} r={3} fill="var(--picture-ink)" />
            <circle
              cx={film.x}
              cy={film.y}
              r={7}
              fill="none"
              stroke="var(--predict-mark, #d4620f)"
              strokeWidth={2.5}
            />
            <text x={zero.x - font * 0.6} y={zero.y + font * 0.35} textAnchor="end">
              0
            </text>
            <text x={film.x} y={film.y + font * 1.7} textAnchor="middle">
              {source}
            </text>
            <text x={reached.x} y={reached.y - font * 0.7} textAnchor="middle">
              e{level + 1}
            </text>
          </svg>
        )}
      </div>
      <p>
        left: |{source} − e|² = <b>{valueText(left)}</b> of {valueText(r.x * r.x)}
      </p>
    </section>
  );
}

function Arrow({ from, to }: { readonly from: Spot; readonly to: Spot }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return (
    <g
      fill="var(--accent-fill, #2f55d4)"
      transform={`translate(${from.x} ${from.y}) rotate(${angle})`}
    >
      <path
        d={`M0,0H${Math.max(0, length - 9)}`}
        stroke="var(--accent-fill, #2f55d4)"
        strokeWidth={3}
      />
      <path d={`M${length},0l-11,-5.5v11z`} />
    </g>
  );
}
