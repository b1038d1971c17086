/** What a set-up takes, in bytes, as estimated before it opens (engine/memory.ts). */
export interface Memory {
  /** The model's, with the optimizer's moments and all that stays; companions' among them. */
  readonly parameters: number;
  /** Of a step: batch, activations, gradients; of an evaluation: its fullest block. */
  readonly step: number;
  readonly evaluation: number;
  /** In ordinary memory. */
  readonly checkpoints: number;
  /** Examples of a step: all there are, where those are fewer than the batch size. */
  readonly batch: number;
  /** The largest tensor, which must lie in one piece. */
  readonly largest: number;
}

/** Of the memory that the model trains in. What a compiled step takes stays while the model is evaluated. */
export const onDevice = ({ parameters, step, evaluation }: Memory): number =>
  parameters + step + evaluation;

/** All that a run takes. */
export const inAll = (memory: Memory): number => onDevice(memory) + memory.checkpoints;
