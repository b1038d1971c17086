import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";

/** Clouds less than this much longer than wide have no direction worth turning. */
const LONG = 1.25;

/**
 * How far the plane should turn on from `angle`, at most `most` either way, for the cloud's longest
 * direction to lie level. Turning keeps all distances.
 */
export function turnToLevel(
  reading: Pick<EmbeddingMapReading, "x" | "y">,
  angle: number,
  most: number,
): number {
  const { x, y } = reading;
  let [n, sumX, sumY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let item = 0; item < x.length; item++) {
    const [a, b] = [x[item]!, y[item]!];
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    n++;
    sumX += a;
    sumY += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (n === 0) return 0;
  const [cxx, cyy] = [xx - sumX ** 2 / n, yy - sumY ** 2 / n];
  const cxy = xy - (sumX * sumY) / n;
  const half = (cxx + cyy) / 2;
  const apart = Math.hypot((cxx - cyy) / 2, cxy);
  if (half + apart < LONG ** 2 * (half - apart) || apart === 0) return 0;
  const longest = Math.atan2(2 * cxy, cxx - cyy) / 2;
  // A direction is the same after half a turn: take the nearer way.
  const away = (longest + angle) / Math.PI;
  const rest = (away - Math.round(away)) * Math.PI;
  // Nearly level is level enough: the map must not rock.
  return Math.abs(rest) < 0.15 ? 0 : Math.max(-most, Math.min(most, -rest));
}

export function turned(reading: EmbeddingMapReading, angle: number): EmbeddingMapReading {
  if (angle === 0) return reading;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const spot = (at: { readonly x: number; readonly y: number }) => ({
    x: cos * at.x - sin * at.y,
    y: sin * at.x + cos * at.y,
  });
  const cloud = (at: { readonly x: Float32Array; readonly y: Float32Array }) => ({
    x: at.x.map((x, n) => cos * x - sin * at.y[n]!),
    y: at.y.map((y, n) => sin * at.x[n]! + cos * y),
  });
  return {
    ...reading,
    ...cloud(reading),
    ...(reading.users && { users: cloud(reading.users) }),
    ...(reading.you && { you: spot(reading.you) }),
    ...(reading.user && { user: spot(reading.user) }),
  };
}
