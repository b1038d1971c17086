import { titleText } from "../../components/charts/genre-classes.ts";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import styles from "./rq-vae.module.css";
import type { ThroughReading } from "./through-reading.ts";
import { useShownFilm } from "./use-shown-film.ts";

const useReading = readingsOf<typeof probes>();

/** Two ways back from the error to z: through the choice, where nothing comes, and past it. */
export function ThroughPicture({ opened }: { opened: Opened }) {
  const film = useShownFilm(opened);
  const reading = useReading("through", { item: film });
  const title = titleText(opened.catalogue, film);
  const sentence = reading ? sentenceOf(reading, title) : "What comes back through a choice?";
  return (
    <Picture
      title="Two ways back"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The gradient on both sides of the choice will stand here."}
      table={() => ({
        columns: [{ name: "Of this film" }, { name: "Number", format: valueText }],
        rows: reading
          ? [
              ["Error", reading.error],
              ["Length of the gradient at q", reading.gradient],
              ["Moved by", reading.moved],
              ["Change that the gradient expects", reading.expected],
              ["Change when q is moved", reading.atQ],
              ["Change when z is moved", reading.atZ],
            ]
          : [],
      })}
    >
      {reading && <Drawing name={`Two ways back from the error: ${sentence}`} reading={reading} />}
    </Picture>
  );
}

function sentenceOf({ moved, atQ, atZ, expected, sameCodes }: ThroughReading, title: string) {
  const z = sameCodes
    ? "z moved by as much has the same codes, so the error does not change at all"
    : `z moved by as much has come into another cell, and the error jumps by ${valueText(atZ)}`;
  return `${title}: q moved by ${valueText(moved)} changes the error by ${valueText(atQ)} (the gradient expects ${valueText(expected)}); ${z}.`;
}

/** Boxes and their middles, in shares of the width. */
const PLACES = { z: 0.14, choice: 0.38, q: 0.6, error: 0.85 } as const;

function Drawing({ name, reading }: { readonly name: string; readonly reading: ThroughReading }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const y = height * 0.5;
  const half = font * 1.5;
  const x = (place: keyof typeof PLACES) => PLACES[place] * width;
  const wide = { z: font * 2, choice: font * 4.4, q: font * 2, error: font * 4.6 };
  const end = (place: keyof typeof PLACES, side: -1 | 1) => x(place) + (side * wide[place]) / 2;
  const places = Object.keys(PLACES) as (keyof typeof PLACES)[];
  const text = {
    z: "z",
    choice: "nearest codes",
    q: "q",
    error: `error ${valueText(reading.error)}`,
  };
  const below = y + half + font * 2.6;
  const above = y - half - font * 2.6;
  return (
    <div ref={ref} className={styles.through} role="img" aria-label={name}>
      {width > 60 && height > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          {places.slice(1).map((place, n) => (
            <Arrow
              key={place}
              d={`M${end(places[n]!, 1)},${y}H${end(place, -1) - 7}`}
              tip={{ x: end(place, -1), y, turn: 0 }}
              colour="var(--picture-muted)"
            />
          ))}
          {places.map((place) => (
            <g key={place}>
              <rect
                x={end(place, -1)}
                y={y - half}
                width={wide[place]}
                height={2 * half}
                rx={6}
                fill="var(--picture-paper)"
                stroke="var(--picture-ink)"
                strokeWidth={place === "choice" ? 2 : 1.2}
                strokeDasharray={place === "choice" ? "5 3" : undefined}
              />
              {text[place].split(" ").map((part, n, all) => (
                <text
                  key={part}
                  x={x(place)}
                  y={y + font * (0.35 + (n - (all.length - 1) / 2) * 1.15)}
                  textAnchor="middle"
                >
                  {part}
                </text>
              ))}
            </g>
          ))}
          <text
            x={x("choice")}
            y={y + half + font * 1.2}
            textAnchor="middle"
            fill="var(--picture-muted)"
          >
            {reading.codes.join("·")}
          </text>
          {/* Past the choice: the same gradient for z. */}
          <Arrow
            d={`M${x("error")},${y - half}V${above}H${x("q")}V${y - half - 8}`}
            tip={{ x: x("q"), y: y - half, turn: 90 }}
            colour="var(--accent)"
          />
          <Arrow
            d={`M${x("q") - font * 0.7},${y - half}C${x("q") - font},${above - font * 2} ${x("z")},${above - font * 2} ${x("z")},${y - half - 8}`}
            tip={{ x: x("z"), y: y - half, turn: 90 }}
            colour="var(--accent)"
          />
          <text
            x={(x("q") + x("error")) / 2}
            y={above - font * 0.5}
            textAnchor="middle"
            fill="var(--accent)"
          >
            {valueText(reading.gradient)}
          </text>
          <text x={x("choice")} y={above - font * 2} textAnchor="middle" fill="var(--accent)">
            straight through: {valueText(reading.gradient)}, all of it
          </text>
          {/* Through the choice: nothing. */}
          <path
            d={`M${x("q")},${y + half}V${below}H${x("z")}`}
            fill="none"
            stroke="var(--predict)"
            strokeWidth={2}
            strokeDasharray="2 5"
          />
          <path
            d={`M${x("choice") - 7},${below - 7}l14,14m0,-14l-14,14`}
            stroke="var(--predict)"
            strokeWidth={2.5}
          />
          <text x={x("choice")} y={below + font * 1.9} textAnchor="middle" fill="var(--predict)">
            {reading.sameCodes ? "through the choice: 0" : "through the choice: a jump"}
          </text>
        </svg>
      )}
    </div>
  );
}

interface ArrowProps {
  readonly d: string;
  readonly tip: { readonly x: number; readonly y: number; readonly turn: number };
  readonly colour: string;
}

function Arrow({ d, tip, colour }: ArrowProps) {
  return (
    <g>
      <path d={d} fill="none" stroke={colour} strokeWidth={2} />
      <path
        d="M0,0l-9,-4.5v9z"
        fill={colour}
        transform={`translate(${tip.x} ${tip.y}) rotate(${tip.turn})`}
      />
    </g>
  );
}
