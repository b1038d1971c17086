import type { EmbeddingMapReading } from "../../engine/retrieval-probes.ts";
import { countText, percentText } from "./number-text.ts";

/** What a flat picture of many dimensions keeps, in one sentence. */
export function mapSentence(
  reading: EmbeddingMapReading | null,
  films: number,
  dim: number | undefined,
): string {
  if (!reading)
    return "Every film will be a point, placed by its vector, and move as it is learned.";
  const [first, second] = reading.explainedVariance;
  const from = dim === undefined ? "all" : `${dim}`;
  if (dim === 2)
    return `${countText(films)} films where their two numbers put them: nothing is lost.`;
  const kept = (reading.neighbourOverlap * 10).toFixed(1);
  const crowd = reading.users ? ` Crosses are the ${countText(reading.users.x.length)} users.` : "";
  const rings = reading.heldOut?.length
    ? ` Rings are the ${countText(reading.heldOut.length)} films held out of training.`
    : "";
  return (
    `${countText(films)} films: the two directions shown hold ${percentText(first + second)} of the ` +
    `spread over ${from} dimensions, and ${kept} of a film's 10 nearest are near it here too.${crowd}${rings}`
  );
}
