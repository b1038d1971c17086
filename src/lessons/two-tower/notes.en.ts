/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect:
      "A film without a rating gets a place by its genres, year and title; an id alone gives it none.",
    trap: "“New films need a separate model.” They need inputs that are known on the first day.",
  },
  towers: {
    expect: "Two networks that know nothing of each other, and one dot product at the end.",
    trap: "Some look for a layer that reads both sides. There is none: that is what makes an index possible.",
  },
  "by-hand": {
    expect: "The row of the batch sums to 1; the diagonal is the truth.",
    trap: "A film that the person has watched too stands in the row as a no, unless it is masked. Point at the crosses.",
  },
  popular: {
    expect: "With logQ the recommended films are more popular.",
    trap: "Many expect less, since log Q is “subtracted from popular films”. It is subtracted in training, where it spares them as negatives.",
  },
  mixed: {
    expect: "Three seeds do not put mixed negatives ahead.",
    trap: "The paper’s catalogue has millions of films that no batch shows. This one has 3,496.",
  },
  cold: {
    expect: "Content is clearly ahead; ids alone are near chance, one half.",
    trap: "A row for a new film exists in the table. It has learnt nothing: ask what it would hold.",
  },
  narrow: {
    expect: "With two numbers little but popularity is left.",
    trap: "“The towers are wide.” All they know still has to pass through two numbers.",
  },
  leak: {
    expect: "The loss gets better and the ranking worse.",
    trap: "A falling loss is taken for progress. Ask what the tower can read.",
  },
  "open-lab": {
    expect: "NDCG@10 of .04 can be had without a row for any film.",
    trap: "Wider towers are tried first. The number d in which they meet is what counts.",
  },
};
