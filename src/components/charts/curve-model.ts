import { scaleLinear } from "d3-scale";
import { say } from "../language/say.ts";
import { countText, plural, valueText } from "./number-text.ts";
import type { TableData } from "./table-data.ts";
import { nearest, type Point, thin } from "./thin.ts";

/** One run's readings of one quantity, by step. */
export interface Curve {
  readonly id: string;
  /** The run's number: decides its colour. */
  readonly number: number;
  readonly name: string;
  /** Ascending in x, which is the step. */
  readonly points: readonly Point[];
  readonly highlighted: boolean;
  /** Where a forked run left its parent; the past before is its parent's. */
  readonly fork?: { readonly parent: string; readonly step: number } | undefined;
  /** Lowest and highest of several seeds, by step. */
  readonly band?: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}

export interface Baseline {
  readonly name: string;
  readonly value: number;
}

export interface Scale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly text: (tick: number) => string;
}

/** The steps that a forked run shares with its ancestors, up to the fork. */
export function sharedPast(curve: Curve, curves: readonly Curve[]): readonly Point[] {
  const { fork } = curve;
  if (!fork) return [];
  const own = curve.points.filter((point) => point.x <= fork.step);
  if (own.length > 1) return own;
  const parent = curves.find((other) => other.id === fork.parent && other.id !== curve.id);
  if (!parent) return own;
  const before = sharedPast(parent, curves);
  const lived = parent.points.filter((point) => point.x <= fork.step);
  const start = lived[0]?.x ?? Number.POSITIVE_INFINITY;
  return [...before.filter((point) => point.x < start && point.x <= fork.step), ...lived];
}

/** What a run did itself: all of it, or all since its fork with the point it left from. */
export function ownPart(curve: Curve, past: readonly Point[]): readonly Point[] {
  if (!curve.fork) return curve.points;
  const { step } = curve.fork;
  const from = past[past.length - 1];
  const own = curve.points.filter((point) => point.x > step);
  return from ? [from, ...own] : own;
}

function niceScale(low: number, high: number, count: number): Scale {
  const scale = scaleLinear().domain([low, high]).nice(count);
  const [from = low, to = high] = scale.domain();
  return { domain: [from, to], ticks: scale.ticks(count), text: scale.tickFormat(count) };
}

/** The vertical scale: all points, bands and the baseline, from zero where that is the sense of it. */
export function valueScale(
  curves: readonly Curve[],
  baseline: Baseline | undefined,
  fromZero: boolean,
): Scale {
  const values: number[] = baseline ? [baseline.value] : [];
  for (const curve of curves) {
    for (const point of curve.points) values.push(point.y);
    for (const part of curve.band ?? []) values.push(part.low, part.high);
  }
  const good = values.filter(Number.isFinite);
  let low = good.length > 0 ? good.reduce((a, b) => Math.min(a, b)) : 0;
  let high = good.length > 0 ? good.reduce((a, b) => Math.max(a, b)) : 1;
  if (fromZero) low = Math.min(0, low);
  if (high - low < 1e-12) high = low + (Math.abs(low) || 1) * 0.1;
  return niceScale(low, high + (high - low) * 0.03, 5);
}

/** The horizontal scale in steps; with steps an epoch its ticks stand at whole epochs. */
export function stepScale(
  curves: readonly Curve[],
  totalSteps: number | undefined,
  stepsPerEpoch: number | undefined,
  count: number,
): Scale {
  const ends = curves.map((curve) => curve.points[curve.points.length - 1]?.x ?? 0);
  const end = Math.max(1, totalSteps ?? 0, ...ends);
  const unit = stepsPerEpoch ?? 1;
  const ticks = scaleLinear()
    .domain([0, end / unit])
    .ticks(count)
    .filter((tick) => Number.isInteger(tick))
    .map((tick) => tick * unit);
  return { domain: [0, end], ticks, text: (tick) => countText(tick / unit) };
}

export interface Read {
  readonly curve: Curve;
  readonly point: Point;
}

/** Every run's value at a step: its nearest reading, if it has one there. Best first. */
export function readAt(curves: readonly Curve[], step: number): Read[] {
  const reads: Read[] = [];
  for (const curve of curves) {
    const points = [...sharedPast(curve, curves).filter((p) => p.x < (curve.points[0]?.x ?? 0))];
    points.push(...curve.points);
    const last = points[points.length - 1];
    if (!last) continue;
    const spacing = points.length > 1 ? (last.x - points[0]!.x) / (points.length - 1) : 1;
    const point = nearest(points, step, Math.max(spacing, 1));
    if (point) reads.push({ curve, point });
  }
  return reads.sort(
    (a, b) => Number(b.curve.highlighted) - Number(a.curve.highlighted) || b.point.y - a.point.y,
  );
}

/** What is to be seen, from the newest highlighted run. */
export function curveSentence(
  metric: string,
  curves: readonly Curve[],
  baseline: Baseline | undefined,
  higherIsBetter: boolean,
): string {
  const drawn = curves.filter((curve) => curve.points.length > 0);
  const curve = drawn.filter((one) => one.highlighted).at(-1) ?? drawn.at(-1);
  const last = curve?.points.at(-1);
  const first = curve?.points[0];
  if (!curve || !last || !first) {
    return baseline
      ? say("Nothing has run yet; {baseline} alone reaches {value}.", {
          baseline: baseline.name,
          value: valueText(baseline.value),
        })
      : say("Nothing has run yet.");
  }
  const others =
    drawn.length > 1 ? ` ${say("{runs} drawn.", { runs: plural(drawn.length, "run") })}` : "";
  const steps = plural(last.x, "step");
  const run = { n: curve.number, name: curve.name, last: valueText(last.y), steps };
  if (!higherIsBetter) {
    const values = { ...run, metric: metric.toLowerCase(), first: valueText(first.y) };
    const change =
      last.y === first.y
        ? say("Run {n} ({name}): {metric} {last} after {steps}.", values)
        : last.y < first.y
          ? say("Run {n} ({name}): {metric} fell from {first} to {last} in {steps}.", values)
          : say("Run {n} ({name}): {metric} rose from {first} to {last} in {steps}.", values);
    return `${change}${others}`;
  }
  const best = curve.points.reduce((a, b) => (b.y > a.y ? b : a));
  const values = { ...run, metric, best: valueText(best.y) };
  if (!baseline || baseline.value <= 0) {
    const reached =
      best === last
        ? say("Run {n} ({name}): {metric} {last} after {steps}; its best so far.", values)
        : say("Run {n} ({name}): {metric} {last} after {steps}; its best was {best}.", values);
    return `${reached}${others}`;
  }
  const against = {
    ...values,
    times: (last.y / baseline.value).toFixed(2),
    baseline: baseline.name,
    value: valueText(baseline.value),
  };
  const reached =
    best === last
      ? say(
          "Run {n} ({name}): {metric} {last} after {steps}, {times} times {baseline} ({value}); its best so far.",
          against,
        )
      : say(
          "Run {n} ({name}): {metric} {last} after {steps}, {times} times {baseline} ({value}); its best was {best}.",
          against,
        );
  return `${reached}${others}`;
}

export function curveTable(curves: readonly Curve[], stepsPerEpoch: number | undefined): TableData {
  const shown = curves.filter((curve) => curve.points.length > 0);
  const steps = new Set<number>();
  for (const curve of shown) for (const point of curve.points) steps.add(point.x);
  const byStep = shown.map((curve) => new Map(curve.points.map((point) => [point.x, point.y])));
  const epoch = stepsPerEpoch
    ? [{ name: say("Epoch"), format: (value: number) => value.toFixed(2).replace(/\.?0+$/, "") }]
    : [];
  // A long history is thinned as on the chart; how many rows there are is still said.
  const all = [...steps].sort((a, b) => a - b);
  const kept = thin(all.map((x) => ({ x, y: 0 }))).map((point) => point.x);
  return {
    columns: [
      { name: say("Step") },
      ...epoch,
      ...shown.map((curve) => ({
        name: say("Run {n}: {name}", { n: curve.number, name: curve.name }),
        format: valueText,
      })),
    ],
    rows: kept.map((step) => [
      step,
      ...(stepsPerEpoch ? [step / stepsPerEpoch] : []),
      ...byStep.map((values) => values.get(step) ?? null),
    ]),
    total: all.length,
  };
}
