import { Delaunay } from "d3-delaunay";
import { scaleLinear, scaleLog } from "d3-scale";
import { type PointerEvent, useCallback, useMemo, useState } from "react";
import { AxisBelow, AxisLeft, plotBox } from "./axis.tsx";
import styles from "./bars.module.css";
import { rgbText } from "./colours.ts";
import { countText } from "./number-text.ts";
import { type Frame, useCanvas } from "./use-canvas.ts";
import { useSize } from "./use-size.ts";

export interface ScatterPlotProps {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly xName: string;
  readonly yName: string;
  readonly logX?: boolean;
  /** What a point is called when pointed at. */
  readonly label: (index: number) => string;
  readonly highlight: number | null;
  readonly onHighlight: (index: number | null) => void;
}

/** Up to some thousand points on a canvas between two axes. */
export function ScatterPlot(props: ScatterPlotProps) {
  const { name, x, y, xName, yName, logX = false, label, highlight, onHighlight } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const [tip, setTip] = useState<number | null>(null);
  const { width = 0, height = 0, font = 12 } = size ?? {};

  const place = useMemo(() => {
    const plot = plotBox(width, height, font);
    const [left, right] = range(x, logX);
    const [bottom, top] = range(y, false);
    const across = (logX ? scaleLog() : scaleLinear())
      .domain([left, right])
      .range([plot.x + 6, plot.x + plot.width - 6]);
    const up = scaleLinear()
      .domain([Math.min(0, bottom), top])
      .nice(5)
      .range([plot.y + plot.height, plot.y]);
    const px = Float32Array.from({ length: x.length }, (_, i) => across(x[i]!));
    const py = Float32Array.from({ length: y.length }, (_, i) => up(y[i]!));
    return { plot, across, up, px, py };
  }, [x, y, logX, width, height, font]);
  const mesh = useMemo(() => {
    const items = [...place.px.keys()].filter((i) => Number.isFinite(place.px[i]! + place.py[i]!));
    const points = Delaunay.from(
      items,
      (i) => place.px[i]!,
      (i) => place.py[i]!,
    );
    return { items, points };
  }, [place]);

  const draw = useCallback(
    ({ context, theme }: Frame) => {
      const { px, py } = place;
      const radius = Math.max(1.8, theme.font / 8);
      context.fillStyle = rgbText(theme.data[0]!, theme.dark ? 0.75 : 0.5);
      context.beginPath();
      for (let i = 0; i < px.length; i++) {
        if (!Number.isFinite(px[i]! + py[i]!)) continue;
        context.moveTo(px[i]! + radius, py[i]!);
        context.arc(px[i]!, py[i]!, radius, 0, 2 * Math.PI);
      }
      context.fill();
      if (highlight !== null && highlight < px.length) {
        context.beginPath();
        context.arc(px[highlight]!, py[highlight]!, radius * 2.4, 0, 2 * Math.PI);
        context.fillStyle = rgbText(theme.predict);
        context.fill();
        context.lineWidth = 2;
        context.strokeStyle = rgbText(theme.ink);
        context.stroke();
      }
      return false;
    },
    [place, highlight],
  );
  const canvas = useCanvas(draw);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
    const found = mesh.items[mesh.points.find(at.x, at.y)];
    const near =
      found !== undefined &&
      Math.hypot(place.px[found]! - at.x, place.py[found]! - at.y) < 18 &&
      found;
    const next = near === false ? null : near;
    if (next === tip) return;
    setTip(next);
    onHighlight(next);
  };
  const ticks = logX
    ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((tick) => inside(place, tick))
    : place.across.ticks(6);
  const tickText = place.up.tickFormat(5);
  const shown = tip ?? highlight;

  return (
    <div
      ref={ref}
      className={styles.plot}
      onPointerMove={move}
      onPointerLeave={() => {
        setTip(null);
        onHighlight(null);
      }}
    >
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true">
          <AxisLeft
            plot={place.plot}
            name={yName}
            font={font}
            ticks={place.up.ticks(5).map((tick) => ({ at: place.up(tick), text: tickText(tick) }))}
          />
          <AxisBelow
            plot={place.plot}
            name={xName}
            font={font}
            ticks={ticks.map((tick) => ({ at: place.across(tick), text: countText(tick) }))}
          />
        </svg>
      )}
      <canvas
        ref={canvas.ref}
        role="img"
        aria-label={name}
        style={{ position: "absolute", inset: 0, width: "100%", height: "100%" }}
      />
      {shown !== null && shown < place.px.length && Number.isFinite(place.py[shown]!) && (
        <p
          className={styles.tip}
          style={tipPlace(place.px[shown]!, place.py[shown]!, width, height)}
        >
          {label(shown)}
        </p>
      )}
    </div>
  );
}

function range(values: ArrayLike<number>, positive: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value) || (positive && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [positive ? 1 : 0, 10];
  return low === high ? [low * 0.9, high * 1.1 + 1e-6] : [low, high];
}

function inside({ across }: { across: { domain(): number[] } }, tick: number): boolean {
  const [low = 0, high = 0] = across.domain();
  return tick >= low && tick <= high;
}

/** Beside the point, on the side that has room. */
function tipPlace(x: number, y: number, width: number, height: number) {
  return {
    ...(x < width / 2 ? { left: x + 12, right: "auto" } : { right: width - x + 12, left: "auto" }),
    ...(y < height / 2 ? { top: y + 8, bottom: "auto" } : { bottom: height - y + 8, top: "auto" }),
  };
}
