/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Covington et al. (2016), “Deep Neural Networks for YouTube Recommendations”",
    rows: [
      {
        setting: "stage one",
        paper: "a network’s vectors, nearest neighbours, from millions to hundreds",
        here: ({ retriever }, on) =>
          retriever === "beneath" ? `a run of ${on?.lesson}` : String(retriever),
        why: "any run of this page that scores by a dot product can stand beneath",
      },
      {
        setting: "candidates",
        paper: "hundreds, from several sources",
        here: ["candidates"],
        why: "of a few thousand films",
      },
      {
        setting: "stage two",
        paper: "ReLU layers of 1,024, 512, 256 over hundreds of features",
        here: ["hidden"],
        why: "eight features need no more",
      },
      {
        setting: "target",
        paper: "expected watch time, by weighted logistic regression",
        here: () => "which film of a list was watched: a softmax over the list",
        why: "no watch time here; YouTubeDNN’s lesson weighs by stars",
      },
      {
        setting: "negatives",
        paper: "what was shown and not clicked",
        here: ["teach", "numNegatives"],
        why: "this log has no films that were shown and left: candidates stand in for them",
      },
      {
        setting: "taught when",
        paper: "on days after stage one’s",
        here: () => "on the last ten films that stage one has learnt from",
        why: "too few later ones: stage one knows these films, see “What a log gives away”",
      },
    ],
  },
  rows: ({ of }, { numNegatives }) =>
    `One of ${countText(of)} lists that a step sees: a film that was watched, and ${numNegatives} held against it. “sent” is what stage one passes on, “any” a film drawn from all; s1 is its score, near what neighbours say, both in deviations from their mean.`,
  why: () => ({
    score: "s2",
    scoreText: valueText,
    evidence: "what each feature adds",
    says: ({ films }) =>
      `A feature’s part is the score less the score with this feature at its mean, for each of ${films.length} films; parts do not add up, as the network is not linear.`,
  }),
};
