/** What the ranker reads and what it is taught, as tensors. */
import type * as tf from "@tensorflow/tfjs-core";

/** What is read. */
export type Histories = {
  readonly history: tf.Tensor2D; // [B, T] films, oldest first, padding on the left
  readonly open: tf.Tensor2D; // [B, T] 1 film, 0 padding
  readonly stars?: tf.Tensor2D; // [B, T] half stars
  readonly bucket?: tf.Tensor2D; // [B, T + 1] how long before the question, the candidate's own last
};
export type Pairs = Histories & {
  readonly candidate: tf.Tensor2D; // [B, C] films that stand before each history
};
export type Batch = Pairs & {
  readonly label: tf.Tensor2D; // [B, C] 1 or 0
  readonly pullHistory?: tf.Tensor2D; // [B, T] how strongly a place pulls at its film's row
  readonly pullCandidate?: tf.Tensor2D; // [B, C]
  readonly share?: tf.Tensor1D; // [1] which share of an epoch the step is
};
/** What a reader computes on the way, for pictures. */
export type Seen = {
  weights?: tf.Tensor3D; // DIN's a_t, [B, C, T]
  attention?: tf.Tensor4D[]; // BST's, a block each, [B C, heads, T + 1, T + 1]
  rows?: tf.Tensor3D; // what comes out of BST, [B C, T + 1, 3 d / 2]
};
