/** Paper, here, why; from rows to a batch; this person, this list, why. */

import { countText, percentText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";
import { labelOf } from "./looks.ts";
import type { Way } from "./settings.ts";

export const things: ThreeThings = {
  paper: {
    cites: "Singh et al. (2024), “Better Generalization with Semantic IDs”",
    rows: [
      {
        setting: "task",
        paper: "rank videos to watch next, several targets in one network",
        here: () => "four stars or more, one target",
        why: "what the ratings can say",
      },
      {
        setting: "content",
        paper: "frozen vectors of a video encoder, 2,048 numbers",
        here: () => "64 numbers of genres, year, title, who watched it with what",
        why: "no videos here, so content says less",
      },
      {
        setting: "codes",
        paper: "RQ-VAE, 8 levels of 2,048",
        here: ({ by, codes }, on) =>
          by === "rq-vae"
            ? `RQ-VAE beneath: ${on?.config.levels} levels of ${on?.config.codes}`
            : `${by === "random" ? "chance" : "k-means on residuals"}: 3 levels of ${codes}`,
        why: "fewer films need fewer codes",
      },
      {
        setting: "how they are read",
        paper: "n-grams of codes, or pieces that a unigram model finds; each has a row",
        here: ({ film }) => labelOf(film as Way),
        why: "seven ways beside each other; pieces of a unigram model are left out",
      },
      {
        setting: "against",
        paper: "random hash of ids, and content vectors as inputs",
        here: () => "these, own rows, and sums of two",
        why: "own rows are affordable here",
      },
      {
        setting: "new items",
        paper: "videos that were uploaded later",
        here: ["hidden"],
        why: "hidden by chance: all on one scale, and three seeds give three sets",
      },
      {
        setting: "network",
        paper: "the service’s own, large",
        here: ["dim", "crossLayers"],
        why: "only how films are held should differ",
      },
    ],
  },
  rows: ({ of }, { film }) =>
    `One of the ${countText(of)} ratings that a step sees; a film is held as: ${labelOf(film as Way)}. No negative is drawn: a rating under four stars is one.`,
  why: () => ({
    score: "p(liked)",
    scoreText: percentText,
    evidence: "codes shared and cosine with the nearest films that they liked",
    says: ({ films, history }) =>
      `The nearest films are by the vectors as the ranker holds them, of ${history} that they liked, for each of the ${films.length} of the list; near is evidence, not a cause.`,
  }),
};
