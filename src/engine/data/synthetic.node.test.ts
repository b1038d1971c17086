import { describe, expect, it } from "vitest";
import { affinity, nextItemProbabilities, syntheticDataset } from "./synthetic.ts";

describe("the synthetic dataset", () => {
  const { dataset, truth } = syntheticDataset();
  const { user, item, time, rating } = dataset.interactions;

  it("has the stated size, order and no repeated pair", () => {
    expect([dataset.users, dataset.items]).toEqual([300, 400]);
    expect(user.length).toBeGreaterThan(11_000);
    expect(user.length).toBeLessThan(14_000);
    expect(new Set(user.map((u, row) => 1000 * u + item[row]!)).size).toBe(user.length);
    for (let row = 1; row < user.length; row++) {
      if (user[row] === user[row - 1]) expect(time[row]).toBeGreaterThan(time[row - 1]!);
      else expect(user[row]).toBe(user[row - 1]! + 1);
    }
    expect(rating.every((r) => r >= 0.5 && r <= 5 && Number.isInteger(2 * r))).toBe(true);
    expect(dataset.catalogue.titles[16]).toBe("Film 17");
    expect(dataset.catalogue.genreBits.every((bits) => bits > 0)).toBe(true);
  });

  it("is the same for the same seed and another for another", () => {
    expect(syntheticDataset()).toEqual({ dataset, truth });
    const other = syntheticDataset({ seed: 2 }).dataset.interactions;
    expect(other.item.slice(0, 20)).not.toEqual(item.slice(0, 20));
  });

  it("has skewed popularity", () => {
    const counts = new Float64Array(dataset.items);
    for (const i of item) counts[i]!++;
    const top = counts.sort((a, b) => b - a).slice(0, dataset.items / 10);
    expect(top.reduce((sum, c) => sum + c, 0) / item.length).toBeGreaterThan(0.25);
  });

  it("follows the planted transitions as often as it says", () => {
    const { successors, follow } = truth.options;
    let followed = 0;
    let steps = 0;
    for (let row = 1; row < user.length; row++) {
      if (user[row] !== user[row - 1]) continue;
      const from = item[row - 1]! * successors;
      steps++;
      if (truth.next.subarray(from, from + successors).includes(item[row]!)) followed++;
    }
    // A little less, where every successor was seen before; a little more, by taste.
    expect(followed / steps).toBeGreaterThan(follow - 0.05);
    expect(followed / steps).toBeLessThan(follow + 0.05);
  });

  it("prefers items to the user's taste, and rates them higher", () => {
    let chosen = 0;
    let covariance = 0;
    for (let row = 0; row < user.length; row++) {
      const a = affinity(truth, user[row]!, item[row]!);
      chosen += a / user.length;
      covariance += (a * (rating[row]! - 3.3)) / user.length;
    }
    let anyItem = 0;
    for (let u = 0; u < 300; u++) {
      for (let i = 0; i < 400; i++) anyItem += affinity(truth, u, i) / 120_000;
    }
    expect(chosen).toBeGreaterThan(anyItem + 0.2);
    expect(covariance).toBeGreaterThan(0.1);
  });

  it("knows the true next-item distribution", () => {
    const history = Array.from(item.subarray(0, 5));
    const probabilities = nextItemProbabilities(truth, 0, history);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    for (const seen of history) expect(probabilities[seen]).toBe(0);
    const [last] = history;
    const after = nextItemProbabilities(truth, 0, [last!]);
    const successor = truth.next[last! * truth.options.successors]!;
    expect(after[successor]).toBeGreaterThan(truth.options.follow * truth.nextProbability[0]!);
  });

  it("can look two steps back instead of one", () => {
    const delayed = syntheticDataset({ lag: 2, follow: 1, users: 20 });
    const { successors } = delayed.truth.options;
    const { item, user } = delayed.dataset.interactions;
    let followed = 0;
    let steps = 0;
    for (let row = 2; row < item.length; row++) {
      if (user[row] !== user[row - 2]) continue;
      const from = item[row - 2]! * successors;
      steps++;
      if (delayed.truth.next.subarray(from, from + successors).includes(item[row]!)) followed++;
    }
    expect(followed / steps).toBeGreaterThan(0.9);
  });

  it("comes in tiny sizes, and refuses impossible ones", () => {
    const tiny = syntheticDataset({ users: 8, items: 24, interactionsPerUser: 6, tastes: 2 });
    expect(tiny.dataset.users).toBe(8);
    expect(Math.max(...tiny.dataset.interactions.item)).toBeLessThan(24);
    expect(() => syntheticDataset({ items: 50 })).toThrow(/50 items are too few/);
    expect(() => syntheticDataset({ tastes: 9 })).toThrow(/1 to 8 tastes/);
  });
});
