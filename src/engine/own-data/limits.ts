/** How large a reader's own data may be, and the error that says what to do about data that cannot be used. */
import { type Sentence, sentence, ToldError } from "../declarations/sentence.ts";

/** Checked before anything is read: a file that is too large costs no time. */
export const LIMITS = {
  files: 12,
  /** Of one file. */
  bytes: 200 * 2 ** 20,
  interactions: 2_000_000,
  /** Rows of a table of items. */
  items: 1_000_000,
  columns: 100,
  /** Characters of one line; also how far a quotation mark may reach. */
  line: 65_536,
  /** Characters of an id, a title. */
  id: 200,
  title: 200,
  /** Users times items after the k-core: every epoch ranks all items for all users. */
  pairs: 150_000_000,
  /** From so many on, that takes many seconds; MovieLens 1M has 22 million. */
  slowPairs: 50_000_000,
  /** The vocabulary of categories, a bit each. */
  categories: 32,
} as const;

/** A model can be asked something about no less than this. */
export const LEAST = {
  /** Users with three interactions: one to learn from, one for validation, one for the test. */
  users: 5,
  items: 12,
} as const;

/** Data that cannot be used; it says what is wrong and what to do next. */
export class OwnDataError extends ToldError {
  override name = "OwnDataError";
}

/** How large a file is: "1.5 MB". */
export function fileSize(bytes: number): Sentence {
  const mb = bytes / 2 ** 20;
  if (mb >= 1024) return sentence("{n} GB", { n: (mb / 1024).toFixed(1) });
  if (bytes < 1024) return sentence("{n} bytes", { n: bytes });
  if (mb < 0.1) return sentence("{n} kB", { n: Math.round(bytes / 1024) });
  return sentence("{n} MB", { n: mb >= 10 ? mb.toFixed(0) : mb.toFixed(1) });
}
