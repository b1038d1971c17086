/** Work that is done once for an object (a split, a catalogue, a table) and let go with it. */

/**
 * @param make what it costs time to make
 * @param keyOf tells results for the same object apart, where other arguments decide them too
 */
export function oncePer<O extends object, A extends readonly unknown[], R>(
  make: (object: O, ...args: A) => R,
  keyOf: (...args: A) => unknown = () => "",
): (object: O, ...args: A) => R {
  const made = new WeakMap<O, Map<unknown, R>>();
  return (object, ...args) => {
    const results = made.get(object) ?? new Map<unknown, R>();
    made.set(object, results);
    const key = keyOf(...args);
    if (!results.has(key)) results.set(key, make(object, ...args));
    return results.get(key) as R;
  };
}
