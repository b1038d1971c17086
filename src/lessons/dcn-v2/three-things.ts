/** Paper, here, why; from rows to a batch; this person, this list, why. */
import type { ThreeThings } from "../../components/session/three-views.tsx";
import { clickThings } from "../../families/clicks/pictures/click-things.ts";

export const things: ThreeThings = {
  ...clickThings,
  paper: {
    cites: "Wang et al. (2021), DCN V2, its part on MovieLens 1M where there are two",
    rows: [
      {
        setting: "label",
        paper: "4 and 5 stars are 1, 1 and 2 are 0, 3 are left out",
        here: () => "4 stars and more are 1, all others 0",
        why: "no rating is left out, so that the numbers are those of all people",
      },
      {
        setting: "fields",
        paper: "6 categorical ones",
        here: ["features"],
        why: "nothing is known of these people but their ratings",
      },
      {
        setting: "split",
        paper: "random 80/10/10",
        here: ["division"],
        why: "as published; it leaks the future, and by time is a setting",
      },
      {
        setting: "cross layer",
        paper: "x₀ ⊙ (W x + b) + x; in the first version W is a vector",
        here: ["cross", "partner"],
        why: "as published; the others are settings, to see what they lose",
      },
      {
        setting: "low rank",
        paper: "W = U Vᵀ, and a mixture of such experts",
        here: ["rank"],
        why: "a full W is small here; the mixture is left out",
      },
      {
        setting: "structure",
        paper: "stacked or parallel, by the data",
        here: ["structure", "crossLayers"],
        why: "both are settings",
      },
      {
        setting: "MLP",
        paper: null,
        here: ["deep", "dropout"],
        why: "100,000 ratings are soon learnt by heart",
      },
      {
        setting: "optimizer",
        paper: "Adam",
        here: ["lr", "batch", "l2", "epochs"],
        why: "as published",
      },
      {
        setting: "planted target",
        paper: "polynomials, to count what a network of some size can learn",
        here: ["task", "terms"],
        why: "where crosses must show, they do",
      },
    ],
  },
};
