/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "With latents of two numbers the map is exact: each film lies in its code’s cell.",
    trap: "With 32 numbers a flat map is a shadow, and most films seem to lie in a wrong cell.",
  },
  residual: {
    expect: "Each code makes the error smaller; check one subtraction.",
    trap: "Level 2 is thought to cut the cells of level 1 in parts. It is one cloud of all leftovers.",
  },
  gradient: {
    expect: "The decoder’s gradient at q is handed to z as if nothing stood between.",
    trap: "“Then the codes get it too.” No: they have a term of their own.",
  },
  collapse: {
    expect: "Few codes are in use: perplexity is far below 64.",
    trap: "The loss falls as it should. Nobody would notice without counting.",
  },
  start: {
    expect: "Most codes live; nothing else was changed.",
    trap: "k-means is taken for the quantizer. It is only where the codes begin.",
  },
  restart: {
    expect: "Either cure alone keeps most codes alive; which is ahead is close.",
    trap: "“Both cures fix the same.” One needs a good beginning, the other does not.",
  },
  meaning: {
    expect:
      "The learnt first code says most about the genre, hyperplanes less, random codes least.",
    trap: "Codes of level 2 are read without their prefix. There they say far less.",
  },
  signal: {
    expect: "With the term, first codes of films watched in a row are shared more often.",
    trap: "It costs some reconstruction: read the two errors.",
  },
  drift: {
    expect: "Nearly every film is spelled anew.",
    trap: "“Just rename the codes.” The page does that first, and only then counts.",
  },
  "open-lab": {
    expect:
      "18 bits or fewer and under 10 % collisions: levels and codes trade against each other.",
    trap: "Random IDs would collide for 1.3 %. Ask why these collide more.",
  },
};
