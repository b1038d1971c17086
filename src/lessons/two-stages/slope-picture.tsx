/** One person's candidates in the order of stage one, and in that of stage two. */
import { useMemo } from "react";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { COLOUR } from "./looks.ts";
import { NOBODY, PersonChoice } from "./person-choice.tsx";
import { type Places, placesOf } from "./places.ts";
import type { RequestReading } from "./request.ts";
import styles from "./two-stages.module.css";
import { useRequest } from "./use-request.ts";

/** Places that are shown to people; they stand wider than the others. */
const TEN = 10;
/** Of the height. */
const TEN_SHARE = 0.62;

export function SlopePicture({ opened }: { opened: Opened }) {
  const { reading } = useRequest();
  const { catalogue } = opened;
  const places = useMemo(() => (reading ? placesOf(reading) : null), [reading]);
  const sentence =
    reading && places
      ? sentenceOf(reading, places, (item) => titleText(catalogue, item))
      : "The same candidates in two orders.";
  return (
    <Picture
      title="Candidates, re-ranked"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? NOBODY
            : "The lines appear when stage one is there."
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Stage one" },
          { name: "Stage two" },
          { name: "Score, stage one", format: (x: number) => x.toFixed(3) },
          { name: "Score, stage two", format: (x: number) => x.toFixed(3) },
        ],
        rows: Array.from(reading!.items, (item, n) => [
          titleText(catalogue, item),
          n + 1,
          places!.second[n]!,
          reading!.first[n]!,
          reading!.second[n]!,
        ]),
      })}
      aside={<PersonChoice opened={opened} />}
    >
      {reading && places && (
        <Slopes
          reading={reading}
          places={places}
          title={(item, most) => shortTitle(catalogue, item, most)}
          name={`Lines from the place by stage one to that by stage two. ${sentence}`}
        />
      )}
    </Picture>
  );
}

interface SlopesProps {
  readonly reading: RequestReading;
  readonly places: Places;
  readonly title: (item: number, most: number) => string;
  readonly name: string;
}

function Slopes({ reading, places, title, name }: SlopesProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const { items, heldOut } = reading;
  const C = items.length;
  const top = font * 2;
  const tall = Math.max(40, height - top - font * 0.6);
  const y = (place: number) =>
    place <= TEN
      ? top + ((place - 0.5) / TEN) * tall * TEN_SHARE
      : top + tall * (TEN_SHARE + ((place - TEN) / Math.max(1, C - TEN)) * (1 - TEN_SHARE));
  const names = Math.min(width * 0.4, font * 17);
  const left = font * 3;
  const right = Math.max(left + 60, width - names - font * 2.4);
  const middle = (left + right) / 2;
  const kinds = items.reduce<Record<Kind, number[]>>(
    (of, item, n) => {
      of[kindOf(item === heldOut?.item, n + 1, places.second[n]!)].push(n);
      return of;
    },
    { other: [], stays: [], leaves: [], enters: [], wanted: [] },
  );
  const line = (n: number) => {
    const [a, b] = [y(n + 1), y(places.second[n]!)];
    return `M${left},${a}C${middle},${a} ${middle},${b} ${right},${b}`;
  };
  const most = Math.floor(names / (font * 0.55));
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <text x={left} y={font} textAnchor="middle" data-strong="">
            stage one
          </text>
          <text x={right} y={font} textAnchor="middle" data-strong="">
            stage two
          </text>
          <rect
            x={left - font * 0.7}
            y={top}
            width={right - left + font * 1.4}
            height={tall * TEN_SHARE}
            className={styles.top}
          />
          {(["other", "leaves", "stays", "enters", "wanted"] as const).map((kind) => (
            <path
              key={kind}
              d={kinds[kind].map(line).join("")}
              fill="none"
              stroke={LOOK[kind].stroke}
              strokeWidth={LOOK[kind].width}
              opacity={LOOK[kind].opacity}
            />
          ))}
          {Array.from({ length: Math.min(TEN, C) }, (_, place) => (
            <text
              key={places.list[place]}
              x={left - font}
              y={y(place + 1)}
              dy="0.35em"
              textAnchor="end"
            >
              {place + 1}
            </text>
          ))}
          {places.list.slice(0, TEN).map((item, place) => {
            const from = items.indexOf(item) + 1;
            const kind = kindOf(item === heldOut?.item, from, place + 1);
            return (
              <text
                key={item}
                x={right + font}
                y={y(place + 1)}
                dy="0.35em"
                data-strong={kind === "enters" || kind === "wanted" || undefined}
                style={kind === "wanted" ? { fill: COLOUR.wanted } : undefined}
              >
                {title(item, most - 5)}
                {from > TEN ? ` (${from})` : ""}
              </text>
            );
          })}
          <text x={left - font} y={y(C)} textAnchor="end">
            {C > TEN ? C : ""}
          </text>
        </svg>
      )}
    </div>
  );
}

type Kind = "other" | "stays" | "leaves" | "enters" | "wanted";

function kindOf(wanted: boolean, first: number, second: number): Kind {
  if (wanted) return "wanted";
  if (second <= TEN) return first <= TEN ? "stays" : "enters";
  return first <= TEN ? "leaves" : "other";
}

const LOOK: Readonly<Record<Kind, { stroke: string; width: number; opacity: number }>> = {
  other: { stroke: COLOUR.grey, width: 0.8, opacity: 0.35 },
  leaves: { stroke: COLOUR.first, width: 1.2, opacity: 0.7 },
  stays: { stroke: COLOUR.second, width: 1.6, opacity: 1 },
  enters: { stroke: COLOUR.second, width: 2.6, opacity: 1 },
  wanted: { stroke: COLOUR.wanted, width: 3, opacity: 1 },
};

function sentenceOf(
  { items, heldOut }: RequestReading,
  { second }: Places,
  title: (item: number) => string,
): string {
  const enter = second.filter((place, n) => place <= TEN && n >= TEN).length;
  const moves =
    enter === 0
      ? "Stage two shows the ten films that stage one has first, in another order."
      : `${countText(enter)} of the ten that are shown come from below stage one’s tenth place.`;
  if (!heldOut) return moves;
  const at = items.indexOf(heldOut.item);
  return at < 0
    ? `${moves} ${title(heldOut.item)}, watched next, is not among the candidates.`
    : `${moves} ${title(heldOut.item)}, watched next, goes from place ${at + 1} to ${second[at]}.`;
}
