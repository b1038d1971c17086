/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "What the runs will say, as measured on seeds 1 to 3.",
    trap: "What a hall believes instead, and a question that helps.",
  },
};
