/** The order of the course, and nothing else. A lesson is a folder under src/lessons. */
import type { Course } from "./components/session/course.ts";

export const COURSE: Course = [
  {
    group: "Learning from ids",
    lessons: [
      { slug: "the-data", title: "The data", minutes: 12, ready: true },
      { slug: "matrix-factorization", title: "Matrix factorization", minutes: 20, ready: true },
      { slug: "two-tower", title: "Two towers", minutes: 20, ready: true },
    ],
  },
  {
    group: "Feature crosses",
    lessons: [
      { slug: "dlrm", title: "DLRM", minutes: 10, ready: true },
      { slug: "dcn-v2", title: "DCN-v2", minutes: 20, ready: true },
    ],
  },
  {
    group: "Ranking",
    lessons: [{ slug: "ranking-gradients", title: "Ranking gradients", minutes: 20, ready: true }],
  },
  {
    group: "Sequences",
    lessons: [{ slug: "sasrec", title: "SASRec and attention", minutes: 25, ready: true }],
  },
  {
    group: "Generative retrieval",
    lessons: [{ slug: "rq-vae", title: "RQ-VAE codebooks", minutes: 25, ready: true }],
  },
];
