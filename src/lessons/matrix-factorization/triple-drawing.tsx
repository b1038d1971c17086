import { scaleLinear } from "d3-scale";
import { type Box, placeLabels } from "../../components/charts/place-labels.ts";
import { textWidth } from "../../components/charts/text-width.ts";
import { useSize } from "../../components/charts/use-size.ts";
import { say, word } from "../../components/language/say.ts";
import styles from "./force-triple.module.css";
import type { Arrow, Spot, TriplePlane } from "./triple-plane.ts";

interface TripleDrawingProps {
  readonly name: string;
  readonly plane: TriplePlane;
  /** Who they are, in full, for the key. */
  readonly names: readonly [user: string, positive: string, negative: string];
}

const COLOURS = ["var(--data-3, #2ba584)", "var(--data-up, #2a6fb5)", "var(--data-down, #c25a0c)"];

const SHORT = [word("user"), word("watched"), word("negative")];

/** Three vectors from the origin and where one step moves them. */
export function TripleDrawing({ name, plane, names }: TripleDrawingProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12, family = "" } = size ?? {};
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const parts = [plane.user, plane.positive, plane.negative];
  const spots: Spot[] = [{ x: 0, y: 0 }, ...parts.flatMap(({ from, to }) => [from, to])];
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const short = SHORT.map((text) => say(text));
  const widest = Math.max(...short.map(measure));
  const margin = { x: Math.min(width * 0.3, widest + 16), y: font * 2.2 };
  const scale = Math.min(
    (width - 2 * margin.x) / Math.max(1e-9, right - left),
    (height - 2 * margin.y) / Math.max(1e-9, top - bottom),
  );
  const x = scaleLinear()
    .domain([0, 1])
    .range([
      width / 2 - ((left + right) / 2) * scale,
      width / 2 + (1 - (left + right) / 2) * scale,
    ]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([
      height / 2 + ((bottom + top) / 2) * scale,
      height / 2 - (1 - (bottom + top) / 2) * scale,
    ]);
  const at = ({ x: px, y: py }: Spot) => ({ x: x(px), y: y(py) });
  const origin = at({ x: 0, y: 0 });
  const ends = parts.map(({ from }) => at(from));
  // Labels keep off the arrows, the points and each other.
  const around = (a: Spot, b: Spot, room: number): Box => ({
    x: Math.min(a.x, b.x) - room,
    y: Math.min(a.y, b.y) - room,
    width: Math.abs(a.x - b.x) + 2 * room,
    height: Math.abs(a.y - b.y) + 2 * room,
  });
  const labels = placeLabels(
    short.map((text, id) => ({
      id,
      ...ends[id]!,
      radius: 7,
      side: ends[id]!.x < origin.x ? ("left" as const) : ("right" as const),
      width: measure(text),
      height: font * 1.3,
    })),
    { x: 0, y: 0, width, height },
    { taken: parts.map(({ from, to }) => around(at(from), at(to), 5)) },
  );
  return (
    <>
      <div ref={ref} className={styles.drawing} role="img" aria-label={name}>
        {width > 60 && (
          <svg width={width} height={height} aria-hidden="true">
            <path d={`M0,${origin.y}H${width}M${origin.x},0V${height}`} stroke="var(--grid)" />
            {parts.map((arrow, n) => (
              <Vector key={SHORT[n]} arrow={arrow} at={at} origin={origin} colour={COLOURS[n]!} />
            ))}
            {labels.map(({ id, box }) => (
              <text key={id} x={box.x} y={box.y + box.height / 2} dy="0.35em" fontSize={font}>
                {short[id]}
              </text>
            ))}
          </svg>
        )}
      </div>
      <ul className={styles.key} aria-hidden="true">
        {names.map((text, n) => (
          <li key={SHORT[n]}>
            <i style={{ background: COLOURS[n] }} />
            {short[n]}: {text}
          </li>
        ))}
      </ul>
    </>
  );
}

interface VectorProps {
  readonly arrow: Arrow;
  readonly at: (spot: Spot) => Spot;
  readonly origin: Spot;
  readonly colour: string;
}

function Vector({ arrow, at, origin, colour }: VectorProps) {
  const from = at(arrow.from);
  const to = at(arrow.to);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return (
    <g>
      <path
        d={`M${origin.x},${origin.y}L${from.x},${from.y}`}
        stroke={colour}
        strokeWidth={1.5}
        strokeOpacity={0.55}
      />
      <circle cx={from.x} cy={from.y} r={5} fill={colour} />
      {length > 1.5 && (
        <g transform={`translate(${from.x} ${from.y}) rotate(${angle})`}>
          <path d={`M0,0H${Math.max(0, length - 8)}`} stroke="var(--picture-ink)" strokeWidth={3} />
          <path d={`M${length},0l-10,-5v10z`} fill="var(--picture-ink)" />
        </g>
      )}
    </g>
  );
}
