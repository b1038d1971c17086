/** Paper, here, why; from rows to a batch. The list and why is a picture of this lesson's own: it has a ghost. */
import { countText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Chaney et al. (2018) on feedback loops, linear bandits, and RecSim",
    rows: [
      {
        setting: "world",
        paper: "Chaney et al. 2018: generated tastes (Dirichlet), 100 people, 200 items",
        here: () => "tastes of rank 16, fitted to the real ratings or a part of them",
        why: "films with names, and popularity as it is",
      },
      {
        setting: "answers",
        paper: "Chaney et al.: an item’s utility is known to the person in part",
        here: () => "a click with probability σ(−2.2 + 1.2 z), drawn once for each pair",
        why: "the same film gets the same answer in the run and in its ghost",
      },
      {
        setting: "model",
        paper: "Chaney et al.: matrix factorization and five others, retrained each round",
        here: ({ dim }) => `matrix factorization, d ${dim}, trained on after each round`,
        why: "one model, so that only policies differ",
      },
      {
        setting: "linear bandits",
        paper:
          "Li et al. 2010 (LinUCB): an arm an article, ridge regression on 6 features, α chosen on a bucket of traffic",
        here: ({ dim, width }) =>
          `an arm a film, on ${Number(dim) + 1} numbers of the person as learnt; α ${width}`,
        why: "no features of people here; the prior’s deviations .1 and .03 are ours",
      },
      {
        setting: "batches",
        paper: "Li et al.: an answer before the next person; Desautels et al. 2014: in batches",
        here: () => "all answers of a round come at its end; UCB counts what is pending",
        why: "services retrain by the hour or day",
      },
      {
        setting: "Thompson sampling",
        paper: "Agrawal and Goyal 2013: draws with a width that grows with d and log t",
        here: ({ width }) => `a draw for each person and film, spread by α ${width}`,
        why: "the bound of the proof explores far too much in 12 rounds",
      },
      {
        setting: "delayed harm",
        paper:
          "RecSim (Ie et al. 2019), “choc and kale”: satisfaction σ of a decaying sum of what was consumed",
        here: () => "the same, as an addend of the click’s logit",
        why: "so that one formula serves both worlds",
      },
      {
        setting: "rounds and slots",
        paper: null,
        here: ["rounds", "slots"],
        why: "a minute on a laptop; nobody sees a film twice",
      },
    ],
  },
  rows: ({ of }, { negatives }) =>
    `One of the ${countText(of)} rows of the log that a step sees. ${
      negatives === "shown"
        ? "A film that was shown and not clicked is the no."
        : "Where nothing was clicked, a film drawn from the whole catalogue is the no: it need not have been shown to anybody."
    }`,
};
