/** What the lessons claim is in their text, with settings that there are; and what is judged by hand agrees. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contradictions, type PlacedClaim, runKey, type Trained } from "./claims.ts";
import { claim, type Lesson } from "./engine/declarations/lesson.ts";
import { parseSetup } from "./engine/declarations/setup.ts";

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts", { eager: true });

/** Prose as it is read: without marks, a part that a run fills in as "…", a setting to drag as "…". */
function read(mdx: string): string {
  return mdx
    .replace(/<(Live|Scrub)\b(?:[^>"{]|"[^"]*"|\{\{[^}]*\}\})*\/>/g, "…")
    .replace(/<[^<>]*>/g, "")
    .replace(/[*`]/g, "")
    .replace(/\s+/g, " ");
}

describe.each(Object.entries(lessons))("%s", (path, { default: lesson }) => {
  const prose = read(
    readFileSync(new URL(path.replace("lesson.ts", "prose.en.mdx"), import.meta.url), "utf8"),
  );

  test("every claim stands in the text, or is what an outcome says", () => {
    const wrong = lesson.steps.flatMap(({ claims = [], claim, title, prediction }) => {
      const explanation = prediction?.explanation ?? "";
      const said = [
        prose,
        claim,
        title,
        ...Object.values(typeof explanation === "string" ? [explanation] : explanation),
      ];
      return claims.filter(({ says }) => !said.some((text) => text.includes(says)));
    });
    expect(wrong.map(({ says }) => says)).toEqual([]);
  });

  test("the settings of claims, presets and predictions are settings of the lesson", () => {
    const configs = lesson.steps.flatMap(({ claims = [], preset, prediction }) => [
      ...claims.flatMap(({ runs }) => Object.values(runs)),
      preset ?? {},
      prediction?.run ?? {},
      prediction?.against ?? {},
    ]);
    expect(
      configs.flatMap((config) => parseSetup(lesson, Object.entries(config)).problems),
    ).toEqual([]);
  });

  test("an explanation that depends on the outcome has one for each", () => {
    const wrong = lesson.steps.flatMap(({ prediction }) => {
      if (prediction?.kind !== "choice" || typeof prediction.explanation === "string") return [];
      const { explanation, options } = prediction;
      return options
        .filter(({ id }) => !explanation[id])
        .map(({ id }) => `${prediction.id}: ${id}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe("a claim", () => {
  const trained = (value: number): Trained => ({
    metrics: { "NDCG@10": value },
    bestEpoch: 1,
    history: [{ step: 1, epoch: 1, loss: 2, "NDCG@10": value }],
    baselines: {},
  });
  const runs = { hard: { negatives: "hard" }, uniform: {} };
  const of = (on: "each" | "mean"): PlacedClaim => ({
    lesson: "l",
    step: "s",
    claim: claim({
      says: "hard is better",
      runs,
      on,
      holds: ({ hard, uniform }) => hard.metrics["NDCG@10"]! > uniform.metrics["NDCG@10"]!,
    }),
  });
  const results = {
    [runKey("l", runs.hard)]: [0.3, 0.1, 0.3].map(trained),
    [runKey("l", runs.uniform)]: [0.2, 0.2, 0.2].map(trained),
  };
  test("names the seeds that contradict it, or holds of their mean", () => {
    expect(contradictions(of("each"), results)).toEqual([2]);
    expect(contradictions(of("mean"), results)).toEqual([]);
  });
  test("is of runs whose settings may stand in any order", () => {
    expect(runKey("l", { a: 1, b: 2 })).toBe(runKey("l", { b: 2, a: 1 }));
  });
});
