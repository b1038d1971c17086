/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Li et al. (2011), Dudík et al. (2011), Swaminathan and Joachims (2015), and AIE (2024)",
    rows: [
      {
        setting: "log",
        paper:
          "Li et al. 2011: 45 million visits of a news page, 20 articles at a time, shown by chance",
        here: ["logger", "visits"],
        why: "600 films a visit: a log by chance alone shows each too rarely, which is the lesson",
      },
      {
        setting: "value of a policy",
        paper: "not known; held against an online bucket",
        here: () => "the world’s own click probabilities",
        why: "so that each estimator’s error can be seen",
      },
      {
        setting: "replay",
        paper: "Li et al.: keep the rows in which the policy chooses what was shown",
        here: () => "keep the rows whose film is on the policy’s list of ten",
        why: "the policy shows each of the ten as often, so that is the same, with more rows",
      },
      {
        setting: "model of clicks (DM, DR)",
        paper: "Dudík et al.: trees or a linear model, on a part of the log",
        here: ({ dim }) =>
          `the model taught on shown films, d ${dim}, on the first half of the log`,
        why: "so that DM judges a policy by the model that made it: a trap to be seen",
      },
      {
        setting: "weights",
        paper: "Swaminathan and Joachims: clipped, with a penalty on their variance",
        here: () => "as they are",
        why: "clipping trades an error that is seen for one that is not",
      },
      {
        setting: "prior",
        paper: null,
        here: ["prior"],
        why: "films with few answers must not lead by luck; without it the second model loses online",
      },
      {
        setting: "A/B test",
        paper: "Johari et al. 2017: intervals that may be looked at always",
        here: () => "a fixed bound of 1.96, and the bound that twenty looks would need",
        why: "first see the fault, then its size",
      },
      {
        setting: "bids in the loss",
        paper: "AIE 2024: scaled prices as weights of clicks, in an auction of a game store",
        here: ["weight", "hidden"],
        why: "generated auctions, where the true p is known",
      },
    ],
  },
  rows: ({ of }, { task }) =>
    task === "bids"
      ? `One of the ${countText(of)} impressions that a step sees; a click’s loss is multiplied by its weight.`
      : `One of the ${countText(of)} visits that a step sees. One model is told what was shown and whether it was clicked; the other what was clicked or, where nothing was, any film as a no.`,
  why: () => ({
    score: "true click probability",
    evidence: "what the click model believes, what is true, what the log says",
    says: ({ history }) =>
      `The policy’s list for this person (the world has the most active people; in place of another the next of them is shown), of whom the log has ${history} different films. Where nothing stands “in the log”, the belief rests on other people alone.`,
  }),
};
