/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Step } from "../../engine/declarations/lesson.ts";

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Which of your films speak for this one?",
    claim: "x",
    view: "fit",
    settings: ["reader", "task"],
  },
];
