/** What must hold of worlds, logs, policies and rulers, on small generated data. */
import { describe, expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { inverse, solve } from "../../engine/numbers/cholesky.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { armsOf } from "./arms.ts";
import { gini, likeness, oracleClicks, roundsOf, truthCorrelation } from "./exposure.ts";
import { answered, type Log, moodsOf, openingLog, seenIn } from "./log.ts";
import {
  chooseRound,
  historyOf,
  POLICIES,
  type PolicyConfig,
  policyOf,
  TEMPTING_FROM,
} from "./policies.ts";
import { tastesOf } from "./tastes.ts";
import { clickProbability, type Kind, makeWorld, moodAfter, type World } from "./world.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 50, items: 80, interactionsPerUser: 24 });
const split = leaveOneOut(dataset);
const SLOTS = 4;
const DIM = 3;
const usual: PolicyConfig = { policy: "greedy", epsilon: 0.3, width: 0.5, limit: SLOTS };

const worldOf = (seed = 1, kind: Kind = "tastes") =>
  makeWorld(split, kind, createStreams(seed).data);
const open = (world: World) =>
  openingLog(
    world,
    Array.from(world.tastes.films, (film) => split.popularity[film]!),
    SLOTS,
  );
const contentOf = (world: World) => ({
  width: 2,
  features: Float32Array.from({ length: 2 * world.films }, (_, n) =>
    Number(n % 4 === 0 || n % 4 === 3),
  ),
});
/** A model that knows a little: half truth, half noise. */
const beliefOf = (world: World, rng = new Rng(9)) => ({
  scores: Float32Array.from(world.logit, (s) => 0.5 * s + rng.normal()),
  P: rng.normals(world.people * DIM),
  dim: DIM,
});

function played(world: World, config: PolicyConfig, rounds: number, seed = 4): Log {
  const [rng, belief] = [new Rng(seed), beliefOf(world)];
  let log = open(world);
  for (let round = 0; round < rounds; round++) {
    log = answered(world, log, chooseRound(world, contentOf(world), log, belief, config, rng));
  }
  return log;
}

describe("a world", () => {
  test("the same seed gives the same world, another one other answers and the same truth", () => {
    const [one, again, other] = [worldOf(1), worldOf(1), worldOf(2)];
    expect(again.chance).toEqual(one.chance);
    expect(other.chance).not.toEqual(one.chance);
    expect(other.probability).toEqual(one.probability);
  });

  test("tastes have mean 0 and deviation 1, and know who rated what how", () => {
    const { z, films, people } = tastesOf(split);
    const mean = z.reduce((sum, x) => sum + x / z.length, 0);
    const variance = z.reduce((sum, x) => sum + (x - mean) ** 2 / z.length, 0);
    expect(mean).toBeCloseTo(0, 9);
    expect(variance).toBeCloseTo(1, 9);
    // Against each person’s own mean, what was rated above it has the higher z.
    let [above, below, nAbove, nBelow] = [0, 0, 0, 0];
    people.forEach((person, u) => {
      const from = split.whole.offsets[person]!;
      const to = split.whole.offsets[person + 1]!;
      const stars = split.whole.rating.subarray(from, to);
      const own = stars.reduce((sum, x) => sum + x / stars.length, 0);
      stars.forEach((x, n) => {
        const value = z[u * films.length + films.indexOf(split.whole.item[from + n]!)]!;
        if (x > own) [above, nAbove] = [above + value, nAbove + 1];
        else [below, nBelow] = [below + value, nBelow + 1];
      });
    });
    expect(above / nAbove).toBeGreaterThan(below / nBelow + 0.3);
  });

  test("clicks are drawn from the click probability", () => {
    // Over many seeds every tenth of the pairs is clicked as often as its probabilities say.
    const seeds = 40;
    const { probability } = worldOf();
    const bins = Array.from({ length: 10 }, () => ({ expected: 0, variance: 0, clicked: 0 }));
    const order = Array.from(probability.keys()).sort((a, b) => probability[a]! - probability[b]!);
    for (let seed = 1; seed <= seeds; seed++) {
      const { chance } = worldOf(seed);
      order.forEach((pair, n) => {
        const bin = bins[Math.floor((n * 10) / order.length)]!;
        const p = probability[pair]!;
        bin.expected += p;
        bin.variance += p * (1 - p);
        bin.clicked += Number(chance[pair]! < p);
      });
    }
    for (const { expected, variance, clicked } of bins) {
      expect(Math.abs(clicked - expected)).toBeLessThan(4 * Math.sqrt(variance));
    }
  });

  test("tempting films are clicked more, and clicking them leaves people less content", () => {
    const [tastes, harm] = [worldOf(1, "tastes"), worldOf(1, "harm")];
    const tempting = harm.tempting.findIndex((c) => c > 0.9);
    expect(harm.probability[tempting]).toBeGreaterThan(tastes.probability[tempting]!);
    const mood = moodAfter(harm, 0, [tempting, tempting]);
    expect(mood).toBeLessThan(0);
    expect(clickProbability(harm, mood, 0, 3)).toBeLessThan(clickProbability(harm, 0, 0, 3));
    // A click on nothing fades what there was; in a world of tastes nothing changes.
    expect(Math.abs(moodAfter(harm, mood, []))).toBeLessThan(Math.abs(mood));
    expect(moodAfter(tastes, 0, [tempting])).toBe(0);
  });
});

describe.each(POLICIES)("%s", (policy) => {
  test("shows every person so many films, none twice, and the same seed shows the same", () => {
    const world = worldOf();
    const log = played(world, { ...usual, policy }, 5);
    expect(log.rounds).toBe(6);
    const seen = seenIn(world, log);
    expect(seen.reduce((sum, one) => sum + one, 0)).toBe(world.people * 6 * SLOTS);
    expect(played(world, { ...usual, policy }, 5)).toEqual(log);
  });

  test("expects no more clicks than the oracle, after any round", () => {
    const world = worldOf(3);
    const log = played(world, { ...usual, policy }, 6);
    for (const { regret } of roundsOf(world, log)) expect(regret).toBeGreaterThanOrEqual(0);
  });

  test("keeps to the limit on tempting films", () => {
    const world = worldOf(1, "harm");
    const log = played(world, { ...usual, policy, limit: 1 }, 4);
    for (let list = world.people; list < log.rounds * world.people; list++) {
      const films = log.film.subarray(list * SLOTS, (list + 1) * SLOTS);
      const count = films.filter((i) => world.tempting[i]! > TEMPTING_FROM).length;
      expect(count).toBeLessThanOrEqual(1);
    }
  });
});

describe("propensities", () => {
  const world = worldOf();
  const log = open(world);
  const films = Array.from({ length: world.films }, (_, i) => i);

  /** How often each film is in the first slot of person 0, and what the log would say of it. */
  function firstSlots(config: PolicyConfig, times: number) {
    const fill = policyOf(world, contentOf(world), log, beliefOf(world), config, new Rng(12));
    const belief = beliefOf(world);
    const [often, said] = [new Int32Array(world.films), new Float64Array(world.films)];
    for (let time = 0; time < times; time++) {
      const { film, propensity } = fill(
        {
          scores: belief.scores.subarray(0, world.films),
          p: belief.P.subarray(0, DIM),
          seen: seenIn(world, log).slice(0, world.films),
          history: historyOf(world, log, 0),
        },
        1,
      );
      often[film[0]!]!++;
      said[film[0]!] = propensity[0]!;
    }
    return { often, said };
  }

  test("epsilon 1 is uniform over what a person has not seen (chi-square)", () => {
    const times = 20_000;
    const { often } = firstSlots({ ...usual, policy: "epsilon", epsilon: 1 }, times);
    const left = films.filter((i) => seenIn(world, log)[i] === 0);
    expect(films.filter((i) => often[i]! > 0 && !left.includes(i))).toEqual([]);
    const expected = times / left.length;
    const chi = left.reduce((sum, i) => sum + (often[i]! - expected) ** 2 / expected, 0);
    // 75 degrees of freedom: above 118 once in a thousand times.
    expect(left.length - 1).toBe(75);
    expect(chi).toBeLessThan(118);
  });

  test("are how often a film is shown", () => {
    const times = 20_000;
    const { often, said } = firstSlots({ ...usual, policy: "epsilon", epsilon: 0.4 }, times);
    expect(said.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    for (const i of films) {
      const deviation = Math.sqrt(said[i]! * (1 - said[i]!) * times);
      expect(Math.abs(often[i]! - said[i]! * times)).toBeLessThan(4.5 * Math.max(1, deviation));
    }
  });

  test("greedy knows only what it does; Thompson does not know", () => {
    expect(Math.max(...firstSlots(usual, 3).said)).toBe(1);
    expect(Math.max(...firstSlots({ ...usual, policy: "thompson" }, 50).said)).toBe(0);
  });
});

describe("arms", () => {
  const world = worldOf();
  const log = played(world, { ...usual, policy: "epsilon", epsilon: 1 }, 3);
  const { P } = beliefOf(world);

  test("an arm is the ridge regression of its own answers", () => {
    const arms = armsOf(log, world.films, P, DIM);
    const rate = log.clicked.reduce((sum, one) => sum + one, 0) / log.clicked.length;
    const noise = rate * (1 - rate);
    const film = log.film[world.people * SLOTS]!;
    const [A, b] = [new Float64Array(16), new Float64Array(4)];
    for (let k = 0; k < 4; k++) A[k * 4 + k] = noise / (k === 0 ? 0.1 : 0.03) ** 2;
    log.film.forEach((i, n) => {
      if (i !== film) return;
      const u = Math.floor(n / SLOTS) % world.people;
      const x = arms.features(P.subarray(u * DIM, (u + 1) * DIM));
      for (let k = 0; k < 4; k++) {
        b[k]! += x[k]! * (log.clicked[n]! - rate);
        for (let l = 0; l < 4; l++) A[k * 4 + l]! += x[k]! * x[l]!;
      }
    });
    const x = arms.features([0.3, -1, 2]);
    const theta = solve(A, b);
    expect(arms.mean(film, x)).toBeCloseTo(rate + theta.reduce((s, t, k) => s + t * x[k]!, 0), 9);
    const q = solve(A, x);
    const variance = noise * q.reduce((sum, value, k) => sum + value * x[k]!, 0);
    expect(arms.deviation(film, x)).toBeCloseTo(Math.sqrt(variance), 9);
  });

  test("a film that waits for an answer is as well known as one that has it, and no better believed", () => {
    const arms = armsOf(log, world.films, P, DIM);
    const x = arms.features([1, 0, -1]);
    const [before, mean] = [arms.deviation(5, x), arms.mean(5, x)];
    arms.pend(5, x);
    expect(arms.mean(5, x)).toBe(mean);
    // (s^2 / v + 1)^-1 of the variance v in the direction x
    const rate = log.clicked.reduce((sum, one) => sum + one, 0) / log.clicked.length;
    const noise = rate * (1 - rate);
    const v = before ** 2 / noise;
    expect(arms.deviation(5, x) ** 2 / noise).toBeCloseTo(v / (1 + v), 9);
  });
});

describe("rulers", () => {
  test("Gini: equal shares, everything with one, and a case by hand", () => {
    expect(gini([3, 3, 3, 3])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    // (-3*1 - 1*2 + 1*3 + 3*4) / (4 * 10)
    expect(gini([4, 1, 3, 2])).toBeCloseTo(0.25, 12);
    expect(gini([0, 0])).toBe(0);
  });

  test("lists in common are what a count of pairs of people gives", () => {
    const world = worldOf();
    const log = played(world, { ...usual, policy: "epsilon" }, 1);
    const list = (u: number) =>
      new Set(log.film.subarray((world.people + u) * SLOTS, (world.people + u + 1) * SLOTS));
    let [shared, pairs] = [0, 0];
    for (let a = 0; a < world.people; a++) {
      for (let b = a + 1; b < world.people; b++) {
        pairs++;
        for (const i of list(a)) if (list(b).has(i)) shared++;
      }
    }
    expect(likeness(world, log, 1).common).toBeCloseTo(shared / (pairs * SLOTS), 12);
  });

  test("who believes the truth has a correlation of 1, who believes the reverse of -1", () => {
    const world = worldOf();
    const log = open(world);
    expect(truthCorrelation(world, log, world.probability)).toBeCloseTo(1, 9);
    expect(
      truthCorrelation(
        world,
        log,
        world.probability.map((p) => 1 - p),
      ),
    ).toBeCloseTo(-1, 9);
    expect(
      truthCorrelation(
        world,
        log,
        world.probability.map(() => 0.3),
      ),
    ).toBe(0);
  });

  test("the oracle’s sums are those of the best films that the opening has left", () => {
    const world = worldOf();
    const log = open(world);
    const sums = oracleClicks(world, log, 3);
    const shown = new Set(log.film.subarray(0, SLOTS));
    const best = Array.from(world.probability.subarray(0, world.films))
      .filter((_, i) => !shown.has(i))
      .sort((a, b) => b - a);
    expect(sums[3]).toBeCloseTo(best[0]! + best[1]! + best[2]!, 12);
  });

  test("moods are replayed from the log alone", () => {
    const world = worldOf(1, "harm");
    const log = played(world, usual, 3);
    let mood = 0;
    for (let round = 0; round < log.rounds; round++) {
      const own = historyOf(world, log, 7).slice(round * SLOTS, (round + 1) * SLOTS);
      mood = moodAfter(
        world,
        mood,
        own.filter(({ clicked }) => clicked).map(({ film }) => film),
      );
    }
    expect(moodsOf(world, log)[7]).toBeCloseTo(mood, 12);
  });
});

test("Cholesky: the inverse undoes the matrix, and an indefinite one is refused", () => {
  const rng = new Rng(2);
  const x = rng.normals(25);
  const A = Float64Array.from({ length: 25 }, (_, n) => {
    const [r, c] = [Math.floor(n / 5), n % 5];
    let sum = r === c ? 0.5 : 0;
    for (let k = 0; k < 5; k++) sum += x[r * 5 + k]! * x[c * 5 + k]!;
    return sum;
  });
  const B = inverse(A, 5);
  for (let r = 0; r < 5; r++) {
    for (let c = 0; c < 5; c++) {
      let sum = 0;
      for (let k = 0; k < 5; k++) sum += A[r * 5 + k]! * B[k * 5 + c]!;
      expect(sum).toBeCloseTo(r === c ? 1 : 0, 9);
    }
  }
  expect(() => inverse(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
});
