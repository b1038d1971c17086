/** Films by how many ratings of them were for training. No tensors. */

/** Films with so many, and at least one, are the tail. */
export const TAIL = 10;

/** Every film is in one of them; heavy are the most rated ones that together hold a third of the ratings. */
export const BUCKETS = ["unseen", "tail", "middle", "heavy"] as const;
export type Bucket = (typeof BUCKETS)[number];
