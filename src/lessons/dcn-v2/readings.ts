/** What the pictures of this lesson are told: plain data, no tfjs. */
import type { Block } from "../../families/clicks/columns.ts";

/** One test example on its way through the network. */
export interface PassReading {
  readonly example: ExampleReading;
  readonly blocks: readonly Block[];
  /** x_0 .. x_L */
  readonly crossed: readonly Float32Array[];
  readonly deep: readonly Float32Array[];
  readonly s: number;
  /** What the crosses and the deep part add to s, where both end in it; null where stacked. */
  readonly shares: { readonly cross: number; readonly deep: number } | null;
}

export interface ExampleReading {
  /** -1 on the generated target. */
  readonly user: number;
  readonly film: number;
  readonly label: number;
}

/** The W of one cross layer by pairs of blocks. */
export interface BlocksReading {
  readonly layers: number;
  readonly blocks: readonly string[];
  /** [blocks, blocks] by rows: root mean square of the block's entries. */
  readonly weights: Float32Array;
  /** The same times how large what it multiplies is, over test examples. */
  readonly passed: Float32Array;
  /**
   * [blocks, blocks], symmetric: what all layers together add to s for a pair, both directions; null
   * where a deep part stands on top of the crosses, or x_0 is not what is multiplied with.
   */
  readonly inScore: Float32Array | null;
  /** [blocks, blocks] how strongly the target crosses two inputs; null on ratings. */
  readonly planted: Float32Array | null;
}

/** Parts of x_l by order, for one example. */
export interface OrdersReading {
  readonly example: ExampleReading;
  /** For each layer from 0: the length of its part of each order, from 0. */
  readonly lengths: readonly (readonly number[])[];
  /** What each order of x_L adds to s; empty where the crosses do not end in s. */
  readonly toScore: readonly number[];
  /** On the generated target: what terms of each order add to y. */
  readonly target: readonly number[];
}

/** One weight of the last cross layer, the factors of its gradient, and two checks. */
export interface HandReading {
  readonly example: ExampleReading;
  readonly layer: number;
  readonly output: string;
  readonly input: string;
  readonly x0: number;
  readonly below: number;
  /** (W x_l)_k + b_k */
  readonly mapped: number;
  readonly above: number;
  readonly weight: number;
  readonly s: number;
  readonly loss: number;
  /** dL/ds, ds/dx_{l+1,k}, what stands beside x_0 (x_l,j, or with low rank (V^T x_l)_r), their product. */
  readonly dScore: number;
  readonly dAbove: number;
  readonly entering: number;
  readonly gradient: number;
  /** By the tape that trains, and by moving the weight a little. */
  readonly tape: number;
  readonly difference: number;
}
