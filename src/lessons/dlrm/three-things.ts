/** Paper, here, why; from rows to a batch; this person, this list, why. */
import type { ThreeThings } from "../../components/session/three-views.tsx";
import { clickThings } from "../../families/clicks/pictures/click-things.ts";

export const things: ThreeThings = {
  ...clickThings,
  paper: {
    cites: "Naumov et al. (2019), DLRM, and its released script for Criteo’s Kaggle data",
    rows: [
      {
        setting: "task",
        paper: "was an advertisement clicked?",
        here: ["task"],
        why: "the ratings have no clicks: four stars or more is one",
      },
      {
        setting: "fields",
        paper: "26 categorical, 13 numbers",
        here: ["features"],
        why: "what ratings and the catalogue say",
      },
      {
        setting: "split",
        paper: "by day: the last of seven is validation and test",
        here: ["division"],
        why: "by time is a setting; a random split leaks the future",
      },
      {
        setting: "numbers a vector",
        paper: "16",
        here: ["dim"],
        why: "as released",
      },
      {
        setting: "bottom",
        paper: "512-256-64-16",
        here: ["bottom"],
        why: "a few numbers a row need no deep network",
      },
      {
        setting: "interaction",
        paper: "dots of all pairs, each once, and z",
        here: ["interaction", "pairs"],
        why: "as published; the alternatives are settings",
      },
      {
        setting: "top",
        paper: "512-256-1",
        here: ["deep"],
        why: "100,000 ratings are soon learnt by heart",
      },
      {
        setting: "optimizer",
        paper: "SGD, rate 0.1, batch 128",
        here: ["lr", "batch"],
        why: "Adam reaches the same in fewer steps of larger batches",
      },
      {
        setting: "passes over the data",
        paper: "1",
        here: ["epochs"],
        why: "the second is the best here, then ids are learnt by heart: validation chooses",
      },
      {
        setting: "dropout, penalty",
        paper: null,
        here: ["dropout", "l2"],
        why: "little data",
      },
    ],
  },
};
