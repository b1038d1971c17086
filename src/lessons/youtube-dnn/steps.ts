/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Step } from "../../engine/declarations/lesson.ts";

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "What would they have watched next?",
    claim: "x",
    view: "code",
    settings: ["pooling"],
  },
];
