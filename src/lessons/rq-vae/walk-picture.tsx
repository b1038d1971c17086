import { FilmSearch } from "../../components/charts/film-search.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm } from "./chosen.ts";
import type { probes } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useShownFilm } from "./use-shown-film.ts";
import { type Spot, type Walk, walkOf } from "./walk.ts";

const useReading = readingsOf<typeof probes>();
const COLOURS = ["var(--data-1)", "var(--data-2)", "var(--data-3)", "var(--data-4)"];
const colourOf = (level: number) => COLOURS[level % COLOURS.length]!;

/** One film’s codes as arrows, each from where the one before ended, and the film they try to reach. */
export function WalkPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const film = useShownFilm(opened);
  const reading = useReading("way", { item: film });
  const title = titleText(catalogue, film);
  const walk = reading && walkOf(reading);
  const left = reading?.levels.at(-1)?.left ?? 0;
  const sentence = reading
    ? `${reading.levels.length} steps, each the nearest code to what is left: |z|² is ${valueText(reading.length)}, and ${reading.levels.map((level) => valueText(level.left)).join(", then ")} of it is left.${walkSeen(walk!, reading.z.length)}`
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
      {reading && walk && (
        <Drawing
          name={`The walk to ${title}: ${sentence}`}
          walk={walk}
          codes={reading.levels.map(({ code }) => code)}
          left={left}
        />
      )}
    </Picture>
  );
}

function walkSeen({ seen }: Walk, dim: number): string {
  return dim === 2
    ? " With two numbers the drawing is exact."
    : ` z and q have their true places; of the steps the drawing shows ${percentText(seen)}, since they also go sideways in ${dim} dimensions.`;
}

interface DrawingProps {
  readonly name: string;
  readonly walk: Walk;
  readonly codes: readonly number[];
  readonly left: number;
}

function Drawing({ name, walk, codes, left }: DrawingProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const spots = [walk.z, ...walk.sums];
  const [low, high] = [Math.min, Math.max].map((of) => ({
    x: of(...spots.map(({ x }) => x)),
    y: of(...spots.map(({ y }) => y)),
  })) as [Spot, Spot];
  const margin = font * 3;
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1e-9, high.x - low.x),
    (height - 2 * margin) / Math.max(1e-9, high.y - low.y),
  );
  const at = ({ x, y }: Spot): Spot => ({
    x: width / 2 + (x - (low.x + high.x) / 2) * scale,
    y: height / 2 - (y - (low.y + high.y) / 2) * scale,
  });
  const z = at(walk.z);
  const sums = walk.sums.map(at);
  const q = sums.at(-1)!;
  return (
    <div ref={ref} className={styles.walk} role="img" aria-label={name}>
      {width > 60 && height > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <path
            d={`M${q.x},${q.y}L${z.x},${z.y}`}
            stroke="var(--picture-ink)"
            strokeDasharray="2 4"
          />
          {codes.map((code, level) => (
            <Step
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
              key={level}
              from={sums[level]!}
              to={sums[level + 1]!}
              colour={colourOf(level)}
              text={`e${level + 1} = ${code}`}
              font={font}
            />
          ))}
          <circle cx={sums[0]!.x} cy={sums[0]!.y} r={3} fill="var(--picture-ink)" />
          <text x={sums[0]!.x - font * 0.7} y={sums[0]!.y + font * 0.35} textAnchor="end">
            0
          </text>
          <circle
            cx={z.x}
            cy={z.y}
            r={7}
            fill="none"
            stroke="var(--predict-mark, #d4620f)"
            strokeWidth={2.5}
          />
          <text x={z.x + font} y={z.y - font * 0.5} fontWeight={600}>
            z
          </text>
          <text x={(q.x + z.x) / 2 + font * 0.5} y={(q.y + z.y) / 2 + font * 1.4}>
            left {valueText(left)}
          </text>
        </svg>
      )}
    </div>
  );
}

interface StepProps {
  readonly from: Spot;
  readonly to: Spot;
  readonly colour: string;
  readonly text: string;
  readonly font: number;
}

function Step({ from, to, colour, text, font }: StepProps) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  // The name stands beside the middle, on the side away from the walk.
  const side = { x: (from.y - to.y) / (length || 1), y: (to.x - from.x) / (length || 1) };
  return (
    <g fill={colour}>
      <g transform={`translate(${from.x} ${from.y}) rotate(${angle})`}>
        <path d={`M0,0H${Math.max(0, length - 9)}`} stroke={colour} strokeWidth={3} />
        <path d={`M${length},0l-11,-5.5v11z`} />
      </g>
      <text
        x={(from.x + to.x) / 2 + side.x * font * 1.1}
        y={(from.y + to.y) / 2 + side.y * font * 1.1 + font * 0.35}
        textAnchor="middle"
      >
        {text}
      </text>
    </g>
  );
}
