/** The story of the lesson: one claim a step, what the lab does beside it, and what its sentences are held to. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";
import { EQUAL } from "./variants.ts";

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const next = of("NDCG@10");
const random = of("NDCG@10 random");
const popularity = of("Mean popularity@10");
const light = of("NDCG@10 light");
const heavy = of("NDCG@10 heavy");

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "What would they have watched next?",
    claim: "x",
    view: "targets",
    settings: ["pooling", "history"],
    claims: [
      claim({
        says: "x",
        runs: { plain: {}, random: { target: "random" } },
        holds: ({ plain, random: other }) => random(other) > random(plain) && next(plain) > 0,
      }),
      claim({
        says: "x",
        runs: { equal: { perUser: EQUAL } },
        holds: ({ equal }) => light(equal) > heavy(equal),
      }),
      claim({
        says: "x",
        runs: { now: { age: true }, own: { age: true, moment: "own" } },
        holds: ({ now, own }) => next(own) > next(now),
      }),
      claim({
        says: "x",
        runs: { plain: { logq: false } },
        holds: ({ plain }) => popularity(plain) > 0,
      }),
      claim({
        says: "x",
        runs: { a: { pooling: "attention" }, b: { pooling: "max" }, c: { pooling: "sum" } },
        holds: ({ a }) => next(a) > 0,
      }),
      claim({
        says: "x",
        runs: { a: { features: "all" }, b: { depth: 0 }, c: { corrected: true } },
        holds: ({ a }) => next(a) > 0,
      }),
      claim({
        says: "x",
        runs: {
          a: { pooling: "sum", target: "random" },
          b: { pooling: "attention", target: "random" },
          c: { pooling: "max", target: "random" },
        },
        holds: ({ a }) => next(a) > 0,
      }),
    ],
  },
];
