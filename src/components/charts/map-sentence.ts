import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { say } from "../language/say.ts";
import { countText, percentText } from "./number-text.ts";

/** What a flat picture of many dimensions keeps, in one sentence. */
export function mapSentence(
  reading: EmbeddingMapReading | null,
  films: number,
  dim: number | undefined,
): string {
  if (!reading)
    return say("Every film will be a point, placed by its vector, and move as it is learned.");
  const [first, second] = reading.explainedVariance;
  const n = countText(films);
  if (dim === 2) return say("{n} films where their two numbers put them: nothing is lost.", { n });
  const share = percentText(first + second);
  const kept = (reading.neighbourOverlap * 10).toFixed(1);
  const sentences = [
    dim === undefined
      ? say(
          "{n} films: the two directions shown hold {share} of the spread over all dimensions, and {kept} of a film's 10 nearest are near it here too.",
          { n, share, kept },
        )
      : say(
          "{n} films: the two directions shown hold {share} of the spread over {dim} dimensions, and {kept} of a film's 10 nearest are near it here too.",
          { n, share, dim, kept },
        ),
  ];
  if (reading.users)
    sentences.push(say("Crosses are the {n} users.", { n: countText(reading.users.x.length) }));
  if (reading.heldOut?.length)
    sentences.push(
      say("Rings are the {n} films held out of training.", {
        n: countText(reading.heldOut.length),
      }),
    );
  return sentences.join(" ");
}
