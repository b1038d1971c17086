/** The order of the course, and nothing else. A lesson is a folder under src/lessons. */
import type { Curriculum } from "./components/session/course.ts";

export const COURSE: Curriculum = [
  { group: "Learning from ids", lessons: ["the-data", "matrix-factorization", "two-tower"] },
  { group: "Feature crosses", lessons: ["dlrm", "dcn-v2"] },
  { group: "Ranking", lessons: ["ranking-gradients"] },
  { group: "Sequences", lessons: ["youtube-dnn", "sasrec", "bert4rec", "target-attention"] },
  { group: "Generative retrieval", lessons: ["rq-vae", "generative-retrieval", "semantic-ids"] },
  { group: "Systems", lessons: ["two-stages", "feedback-loop", "offline-online"] },
];
