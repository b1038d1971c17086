/** How large a reader's own data may be, and the error that says what to do about data that cannot be used. */

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

/** Data that cannot be used; the message says what is wrong and what to do next. */
export class OwnDataError extends Error {
  override name = "OwnDataError";
}

export const counted = (n: number) => n.toLocaleString("en");

/** "1 row", "1,000 rows" */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${counted(n)} ${n === 1 ? one : many}`;
}

export function megabytes(bytes: number): string {
  const mb = bytes / 2 ** 20;
  if (mb >= 1024) return `${(mb / 1024).toFixed(1)} GB`;
  return mb >= 10 ? `${Math.round(mb)} MB` : mb >= 0.1 ? `${mb.toFixed(1)} MB` : `${bytes} bytes`;
}
