/** What the pictures of this lesson read from the model in training. */
export const probes = {};
