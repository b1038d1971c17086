/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, percentText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Rajput et al. (2023), TIGER, section 4 and appendix",
    rows: [
      {
        setting: "names",
        paper: "RQ-VAE on sentence vectors, 3 levels of 256, one more token",
        here: ["names", "levels", "codes"],
        why: "content vectors of 64 numbers; 3,496 films need fewer codes",
      },
      {
        setting: "architecture",
        paper: "encoder-decoder (T5), 4 layers each",
        here: ["architecture", "blocks"],
        why: "every place of a window teaches something: fewer steps; a setting",
      },
      {
        setting: "width, heads",
        paper: "128, 6 heads of 64, feed-forward 1,024",
        here: ["dim", "heads"],
        why: "small enough to train without a graphics card",
      },
      { setting: "history", paper: "at most 20 items", here: ["length"], why: "as published" },
      {
        setting: "user token",
        paper: "hashed to 2,000 tokens",
        here: ["userToken"],
        why: "671 people need no hash; later ablations do better without",
      },
      {
        setting: "optimizer",
        paper: "learning rate 0.01, then falling; batch 256, 200,000 steps",
        here: ["lr", "warmUp", "batch", "epochs"],
        why: "warm-up is a setting: with LN before each layer 100 steps of it gained nothing; no decay, a run is a thousand steps or two",
      },
      { setting: "dropout", paper: "0.1", here: ["dropout"], why: "little data" },
      {
        setting: "decoding",
        paper: "beam; names of no item are left out",
        here: ["beam", "constraint"],
        why: "masked and renormalised at every token; or free, to look at",
      },
      {
        setting: "ranked",
        paper: "what the beam finds",
        here: () => "every film exactly, where names are short; else what the beam finds",
        why: "a small catalogue can be scored whole",
      },
    ],
  },
  rows: ({ places }, { architecture }) => {
    const films = new Set(places.map(({ item }) => item)).size;
    return architecture === "decoder"
      ? `${films} neighbouring films become their names. At each place of them the next token is asked, from what stands before it; it stands against all tokens in the softmax, so no negatives are drawn.`
      : `${films} neighbouring films: all but the last are read, and the name of the last is asked, token by token, against all tokens in the softmax.`;
  },
  why: () => ({
    score: "p",
    scoreText: percentText,
    evidence: "first tokens of the name shared with a film of the history",
    says: ({ films, history }) =>
      `Of ${films.length} films on the list, ${countText(films.filter(({ voices }) => voices.length > 0).length)} have a name that begins as one of the last ${history} films does. A shared beginning is evidence, not a cause: leave the film out of the history (The beam) and see what its probability does.`,
  }),
};
