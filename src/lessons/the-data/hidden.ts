/** What a split hides: the histories of some users, painted, and how much of the future stays known. */
import { word } from "../../components/language/say.ts";
import { itemsOf, type Split } from "../../engine/data/split.ts";

/** What becomes of a rating. */
export const KINDS = [
  word("training"),
  word("validation"),
  word("test"),
  word("not used"),
] as const;

export interface HiddenReading {
  /** Whether there is a calendar; without one the times only order. */
  readonly timed: boolean;
  /** Some users, by the time of their first rating. */
  readonly rows: readonly {
    readonly user: number;
    /** Seconds since 1970, oldest first. */
    readonly time: Float64Array;
    /** Into KINDS, one for each rating. */
    readonly kind: Uint8Array;
  }[];
  readonly first: number;
  readonly last: number;
  readonly cases: number;
  /** Over the test films: the mean share of all training ratings that were given after the film. */
  readonly laterOfAll: number;
  /** The same of the user's own training ratings. */
  readonly laterOfOwn: number;
}

export function hidden(split: Split, shown = 44): HiddenReading {
  const { whole, train } = split;
  const held = {
    validation: itemOfUser(split.validation, whole.users),
    test: itemOfUser(split.test, whole.users),
  };
  const trainTimes = train.time.toSorted();
  const history = (user: number) => {
    const start = whole.offsets[user]!;
    const rows = Array.from({ length: whole.offsets[user + 1]! - start }, (_, n) => start + n);
    // By time; those of the same second in the order of the dataset.
    rows.sort((a, b) => whole.time[a]! - whole.time[b]! || a - b);
    const trained = new Set(itemsOf(train, user));
    return {
      user,
      time: Float64Array.from(rows, (row) => whole.time[row]!),
      kind: Uint8Array.from(rows, (row) => {
        const item = whole.item[row]!;
        if (trained.has(item)) return 0;
        if (held.validation[user] === item) return 1;
        return held.test[user] === item ? 2 : 3;
      }),
    };
  };
  const all = Array.from({ length: whole.users }, (_, user) => history(user));
  let [laterOfAll, laterOfOwn, cases] = [0, 0, 0];
  for (const { time, kind } of all) {
    const at = kind.indexOf(2);
    if (at < 0) continue;
    const asked = time[at]!;
    cases++;
    laterOfAll += 1 - firstAfter(trainTimes, asked) / Math.max(1, trainTimes.length);
    const own = time.filter((_, n) => kind[n] === 0);
    laterOfOwn += own.filter((t) => t > asked).length / Math.max(1, own.length);
  }
  const byStart = all
    .filter(({ time }) => time.length > 0)
    .sort((a, b) => a.time[0]! - b.time[0]! || a.user - b.user);
  const every = Math.max(1, byStart.length / shown);
  return {
    timed: split.timed,
    rows: Array.from(
      { length: Math.min(shown, byStart.length) },
      (_, n) => byStart[Math.floor(n * every)]!,
    ),
    first: whole.time.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    last: whole.time.reduce((a, b) => Math.max(a, b), 0),
    cases,
    laterOfAll: laterOfAll / Math.max(1, cases),
    laterOfOwn: laterOfOwn / Math.max(1, cases),
  };
}

/** [users] the item of each user's case, -1 without one. */
function itemOfUser({ user, item }: Split["test"], users: number): Int32Array {
  const items = new Int32Array(users).fill(-1);
  for (let n = 0; n < user.length; n++) items[user[n]!] = item[n]!;
  return items;
}

/** How many of the ascending values are at most `limit`. */
function firstAfter(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
