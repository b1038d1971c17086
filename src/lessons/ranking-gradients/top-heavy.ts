/**
 * Generated lists on which a linear scorer must choose. The first feature puts the many low grades in
 * order and knows nothing of the few films of grade 4; the second sets those apart and is noise among
 * the rest. Every bit of weight on the second helps the top of the list and disturbs the bottom.
 */
import type { Rng } from "../../engine/numbers/random.ts";
import type { Lists } from "./lists.ts";

const FILMS = 20;
const TOP = 2;
const LOW_GRADES = 3;

/** Of each list, two films have grade 4 and the others 0, 1 or 2. */
export function topHeavyLists(count: number, rng: Rng): Lists {
  const films = count * FILMS;
  const features = new Float32Array(films * 2);
  const grade = new Int32Array(films);
  const order = Int32Array.from({ length: FILMS }, (_, n) => n);
  for (let list = 0; list < count; list++) {
    // The top films stand anywhere, so that equal scores favour nobody.
    rng.shuffle(order);
    for (let n = 0; n < FILMS; n++) {
      const at = list * FILMS + n;
      const top = order[n]! < TOP;
      grade[at] = top ? 4 : rng.int(LOW_GRADES);
      features[2 * at] = (top ? 0 : 3 * (grade[at]! - 1)) + 0.9 * rng.normal();
      features[2 * at + 1] = (top ? 6 : 0) + 2.1 * rng.normal();
    }
  }
  return {
    offsets: Int32Array.from({ length: count + 1 }, (_, list) => list * FILMS),
    features,
    grade,
    item: new Int32Array(films).fill(-1),
    user: Int32Array.from({ length: count }, (_, list) => list),
  };
}
