import type { Step } from "../../engine/declarations/lesson.ts";
export const steps: readonly Step[] = [
  { id: "question", title: "t", claim: "c", view: "table", settings: ["policy"] },
];
