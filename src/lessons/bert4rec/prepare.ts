/** What the model learns from: people's films in order, or generated chains, one film of each person held out. */
import { leaveOneOut, type Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { drawHeldOut, type HeldOut, without } from "../../families/retrieval/held-out.ts";
import { asSequences, type SequenceSplit } from "../../families/sequences/sequences.ts";
import { generateTask } from "../../families/sequences/tasks.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

/** Films that stand on either side of the one that is held out, at least. */
const EDGE = 2;

export interface Bert4recSplit extends SequenceSplit, HeldOut {}

/** @throws ToldError where the heads cannot share the dimension */
export function prepareSequences(
  given: Split,
  { dim, heads, task }: Config,
  streams: Streams,
): Bert4recSplit {
  if (dim % heads !== 0) {
    throw new ToldError(
      sentence(
        "A dimension of {dim} cannot be shared by {heads} heads; take a multiple of {heads}.",
        { dim, heads },
      ),
    );
  }
  const generated = task === "chain" ? generateTask("markov") : undefined;
  const split = generated ? leaveOneOut(generated.rows) : given;
  const heldOut = drawHeldOut(split.train, streams, EDGE);
  const train = without(split.train, new Set(heldOut.row));
  return {
    ...asSequences({ ...split, train }),
    around: split.train,
    heldOut,
    ...(generated && { truth: generated.truth }),
  };
}
