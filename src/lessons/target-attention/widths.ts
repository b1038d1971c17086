/** How wide the layers are: no tfjs, so that pictures can count with them. */
/** Units of the hidden layer of DIN's activation unit. */
export const UNITS_OF_DIN = 32;
/** Units of the two hidden layers above. */
export const UNITS_ABOVE = [64, 32] as const;

/** Numbers of BST's time bucket, and of a row of its sequence: film and bucket side by side. */
export const bucketWidth = (dim: number) => Math.ceil(dim / 2);
export const rowWidth = (dim: number) => dim + bucketWidth(dim);
