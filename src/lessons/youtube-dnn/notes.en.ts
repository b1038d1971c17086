/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "A history becomes one vector, and the next film is the one nearest to it.",
    trap: "Some look for the person’s row. There is none: a new person needs only a history.",
  },
  tower: {
    expect: "Every film is a class. Padding is no film, and the mean does not count it.",
    trap: "Divide by the number of places in place of films, and short histories get short vectors.",
  },
  pooling: {
    expect: "Attention and the mean do not differ beyond the seeds; a sum learns fastest.",
    trap: "Attention is expected to win. It does not know which film is asked for.",
  },
  target: {
    expect:
      "The random film’s run is ahead on its own test only; asked for the next film the other is ahead (pooled by sum).",
    trap: ".140 against .057 looks like a breakthrough. It is another question.",
  },
  equal: {
    expect: "NDCG@10 stays within .006 for both halves; the list has rarer films.",
    trap: "“Fair weights help the small ones.” Each of their films is asked for many times now.",
  },
  age: {
    expect: "Without age it is higher: people who left in 1997 are told that it is 2016.",
    trap: "“So example age is useless.” The input works; the test is not of now.",
  },
  sampled: {
    expect:
      "With weights it is a little higher: without, popular films are pushed down as often as they are drawn.",
    trap: "Those who know MF expect that popular negatives need no repair.",
  },
  serving: {
    expect: "Features help a little on each seed, less than seeds differ.",
    trap: "The index must look for the largest dot product, not the smallest angle.",
  },
  stars: {
    expect:
      "Odds are the expectation as long as yeses are rare; for well-known films the two part.",
    trap: "Weights of examples are taken for class weights. Let them check one film with a calculator.",
  },
  "open-lab": {
    expect: "NDCG@10 of .06 on the next film is within reach of a sum.",
    trap: "Settings are chosen on the random film’s test by those who did not read the third section.",
  },
};
