/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "The table is most of the model; codes are a small one.",
    trap: "“Smaller must be worse.” See the section after next.",
  },
  ways: {
    expect: "Seven sums over what a film looks up; the network above is the same.",
    trap: "Codes are taken for inputs of the network. They are rows that are added.",
  },
  equal: {
    expect: "Codes are above the hash by more than .025.",
    trap: "“A row is a row.” It matters with whom a film shares it.",
  },
  slices: {
    expect: "Codes, on films that nobody rated.",
    trap: ".71 for a row that was never trained looks wrong. The person alone is worth that.",
  },
  rows: {
    expect: "Rows under four stars are the zeros; hidden films are in no batch.",
    trap: "Somebody asks for negatives. Stars are the yes and no here.",
  },
  content: {
    expect: "It falls: the layer has never met an empty half.",
    trap: "“More information in training is better.” At serving it is not there.",
  },
  both: {
    expect:
      "On unseen films: the row adds where there are ratings, the codes where there are none.",
    trap: "Which of the two does the work is decided by L2.",
  },
  size: {
    expect: "Codes, with a tenth of the ratings.",
    trap: "“More data favours codes.” The fewer ratings a film, the more sharing is worth.",
  },
  wrong: {
    expect:
      "Not settled with 192 rows: prefixes collide as well, so the mistake hides, as such mistakes do.",
    trap: "Code 7 is thought to mean something by itself.",
  },
  "open-lab": {
    expect: "Codes with content seen as just arrived come near both goals with few numbers.",
    trap: "AUC over all films is pushed until the unseen ones suffer.",
  },
};
