import { scaleLog } from "d3-scale";
import { useId, useMemo, useState } from "react";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import styles from "../../components/charts/bars.module.css";
import { countText, percentText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { say } from "../../components/language/say.ts";
import { headShares, itemsFor, logRanks, ranked } from "./long-tail-model.ts";

export interface LongTailProps {
  readonly title?: string;
  /** [items] interactions of each. */
  readonly popularity: ArrayLike<number>;
}

const DECADES = [1, 10, 100, 1000, 10_000, 100_000];

/** Interactions by rank, both on log scales, with a cut between head and tail that can be moved. */
export function LongTail({ title = say("The long tail"), popularity }: LongTailProps) {
  const counts = useMemo(() => ranked(popularity), [popularity]);
  const shares = useMemo(() => headShares(counts), [counts]);
  const ranks = useMemo(() => logRanks(counts.length, 160), [counts]);
  const [chosen, setCut] = useState<number | null>(null);
  const [ref, size] = useSize<HTMLDivElement>();
  const id = useId();
  const cut = Math.min(counts.length, chosen ?? itemsFor(shares, 0.5));
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width, height, font);
  const x = scaleLog()
    .domain([1, Math.max(2, counts.length)])
    .range([plot.x, plot.x + plot.width]);
  const y = scaleLog()
    .domain([0.8, Math.max(2, (counts[0] ?? 1) * 1.3)])
    .range([plot.y + plot.height, plot.y]);
  const points = ranks.map((rank) => [x(rank), y(Math.max(0.8, counts[rank - 1]!))] as const);
  const line = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join("L");
  const floor = plot.y + plot.height;
  const head = [
    ...points.filter((_, at) => ranks[at]! < cut),
    [x(Math.max(1, cut)), y(Math.max(0.8, counts[cut - 1] ?? 1))] as const,
  ];
  const area = (part: readonly (readonly [number, number])[]) =>
    part.length < 2
      ? ""
      : `M${part[0]![0]},${floor}L${part.map(([px, py]) => `${px},${py}`).join("L")}L${part.at(-1)![0]},${floor}Z`;
  const said = say(
    "The {films} ({part} of the catalogue) hold {share} of the interactions; half of all films have {count} or fewer.",
    {
      films: plural(cut, "best-known film"),
      part: percentText(cut / counts.length),
      share: percentText(shares[cut] ?? 0),
      count: countText(counts[Math.floor(counts.length / 2)] ?? 0),
    },
  );
  const sliderEnd = 1000;
  const position = Math.round((Math.log(cut) / Math.log(Math.max(2, counts.length))) * sliderEnd);

  return (
    <Picture
      title={title}
      sentence={said}
      empty={counts.length === 0 ? say("The catalogue by popularity will stand here.") : undefined}
      table={() => ({
        columns: [
          { name: say("Rank") },
          { name: say("Interactions") },
          { name: say("Share held up to here"), format: percentText },
        ],
        rows: ranks.map((rank) => [rank, counts[rank - 1] ?? 0, shares[rank] ?? 0]),
        total: counts.length,
      })}
    >
      <div ref={ref} className={styles.plot} role="img" aria-label={`${title}: ${said}`}>
        {width > 60 && (
          <svg width={width} height={height} aria-hidden="true">
            <AxisLeft
              plot={plot}
              name={say("interactions (log)")}
              font={font}
              ticks={DECADES.filter((tick) => tick <= y.domain()[1]!).map((tick) => ({
                at: y(tick),
                text: countText(tick),
              }))}
            />
            <path d={area(head)} fill="var(--accent-fill, #2f55d4)" fillOpacity={0.2} />
            <path
              d={`M${line}`}
              fill="none"
              stroke="var(--accent-fill, #2f55d4)"
              strokeWidth={2.25}
              strokeLinejoin="round"
            />
            <path
              d={`M${x(cut)},${plot.y}V${floor}`}
              stroke="var(--picture-ink)"
              strokeWidth={1.5}
              strokeDasharray="4 3"
            />
            <CutNames x={x(cut)} y={plot.y} font={font} end={plot.x + plot.width} cut={cut} />
            <AxisBelow
              plot={plot}
              name={say("rank of the film (log)")}
              font={font}
              ticks={DECADES.filter((tick) => tick <= counts.length).map((tick) => ({
                at: x(tick),
                text: countText(tick),
              }))}
            />
          </svg>
        )}
      </div>
      <div className={styles.slider}>
        <label htmlFor={id}>{say("Cut")}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={sliderEnd}
          value={position}
          aria-valuetext={said}
          onChange={(event) => {
            const share = Number(event.target.value) / sliderEnd;
            setCut(Math.max(1, Math.round(counts.length ** share)));
          }}
        />
        <output htmlFor={id}>
          {countText(cut)} : {percentText(shares[cut] ?? 0)}
        </output>
      </div>
    </Picture>
  );
}

interface CutNamesProps {
  readonly x: number;
  readonly y: number;
  readonly font: number;
  readonly end: number;
  readonly cut: number;
}

function CutNames({ x, y, font, end, cut }: CutNamesProps) {
  const tailFits = x + font * 3 < end;
  return (
    <g fontSize={font}>
      <text data-strong="" x={x - 6} y={y + font} textAnchor="end">
        {cut > 3 ? say("head") : ""}
      </text>
      <text data-strong="" x={x + 6} y={y + font}>
        {tailFits ? say("tail") : ""}
      </text>
    </g>
  );
}
