/**
 * The settings that every trained lesson has, with the words the contract gives them. A lesson spreads
 * them into its own hyperparameters and changes what trains it well.
 */
import { integer, number } from "./hyperparameters.ts";

export function trainingSettings(well: { epochs: number; lr: number; batch: number; l2: number }) {
  return {
    epochs: integer({
      label: "Epochs",
      help: "How many times training visits every example.",
      default: well.epochs,
      min: 1,
      max: 200,
      when: "fork",
    }),
    lr: number({
      label: "Learning rate",
      symbol: "η",
      help: "How far Adam moves a weight in one step.",
      default: well.lr,
      min: 0.00001,
      max: 1,
      scale: "log",
      when: "fork",
    }),
    batch: integer({
      label: "Batch size",
      symbol: "B",
      help: "How many examples share one step.",
      default: well.batch,
      min: 8,
      max: 8192,
      scale: "log",
      when: "restart",
    }),
    l2: number({
      label: "L2",
      symbol: "λ",
      help: "How strongly embeddings are pulled towards zero.",
      default: well.l2,
      min: 0,
      max: 1,
      when: "fork",
    }),
  };
}
