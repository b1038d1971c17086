/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Step } from "../../engine/declarations/lesson.ts";

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "A model that reads what it wrote",
    claim: "What a model recommends decides what it will learn from.",
    view: "exposure",
    settings: ["policy", "epsilon"],
  },
];
