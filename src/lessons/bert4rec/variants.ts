/** From SASRec to BERT4Rec, one change a row. Data and pure functions. */
import type { Variant } from "../../components/session/variants-table.tsx";
import type { Config } from "../../engine/declarations/hyperparameters.ts";

/** SASRec's network in this lesson’s blocks. */
const PLAIN_NETWORK = { heads: 1, activation: "relu", projection: false } as const;
const NEXT = { objective: "next" } as const;

/** SASRec as published: the next film, one negative. */
export const SASREC = { ...NEXT, ...PLAIN_NETWORK, loss: "bce" } as const;
/** With a softmax over all films in its place. */
export const SOFTMAX = { ...NEXT, ...PLAIN_NETWORK } as const;
/** And with BERT4Rec's heads, GELU and projection. */
export const NETWORK = NEXT;

/** Settings that the table is about, as they are where a row does not say. */
export const PLAIN: Config = {
  objective: "cloze",
  loss: "softmax",
  heads: 2,
  activation: "gelu",
  projection: true,
  rho: 0.3,
  lastOnly: 0.2,
};

export const VARIANTS: readonly Variant[] = [
  { label: "SASRec: next film, one negative", change: SASREC, published: ".6629" },
  { label: "+ softmax over all films", change: SOFTMAX },
  { label: "+ two heads, GELU, projection", change: NETWORK },
  { label: "+ cloze: BERT4Rec", change: {}, published: ".6970" },
  { label: "BERT4Rec with SASRec’s network", change: PLAIN_NETWORK },
  { label: "BERT4Rec, one negative", change: { loss: "bce" } },
  { label: "BERT4Rec, 15% hidden", change: { rho: 0.15 } },
  { label: "BERT4Rec, 60% hidden", change: { rho: 0.6 } },
  { label: "BERT4Rec, never the last alone", change: { lastOnly: 0 } },
  { label: "BERT4Rec, always the last alone", change: { lastOnly: 1 } },
];
