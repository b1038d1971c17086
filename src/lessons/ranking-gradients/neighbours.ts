/**
 * What a person's ratings of similar films say about a film (item-based nearest neighbours on residuals,
 * Sarwar et al. 2001; Koren 2010). A residual is what a rating leaves after the means of person and film.
 *
 *   sim(i, j) = sum_v r_vi r_vj / (|r_i| |r_j| + shrinkage)
 *   predicted(u, j) = sum_i sim(i, j) r_ui / (sum_i |sim(i, j)| + 1)     over the films i of u's history
 */
import type { Drawn } from "./lists.ts";

const SHRINKAGE = 10;

export interface Residuals {
  readonly items: Int32Array;
  readonly residuals: Float32Array;
}

export class Neighbours {
  readonly #items: number;
  readonly #people: readonly Residuals[];
  /** Who has the film in their history, and with what residual. */
  readonly #raters: readonly { readonly user: number; readonly residual: number }[][];
  readonly #norm: Float64Array;
  readonly #column: Float64Array;

  constructor(items: number, people: readonly Residuals[]) {
    this.#items = items;
    this.#people = people;
    const raters: { user: number; residual: number }[][] = Array.from({ length: items }, () => []);
    this.#norm = new Float64Array(items);
    people.forEach(({ items, residuals }, user) => {
      items.forEach((item, n) => {
        raters[item]!.push({ user, residual: residuals[n]! });
        this.#norm[item]! += residuals[n]! ** 2;
      });
    });
    this.#raters = raters;
    this.#norm.forEach((sum, item) => {
      this.#norm[item] = Math.sqrt(sum);
    });
    this.#column = new Float64Array(items);
  }

  /** [items] sim(i, j) for one j; the array is used again. */
  #similarities(j: number): Float64Array {
    const dots = this.#column.fill(0);
    for (const { user, residual } of this.#raters[j]!) {
      const { items, residuals } = this.#people[user]!;
      for (let n = 0; n < items.length; n++) dots[items[n]!]! += residual * residuals[n]!;
    }
    const norm = this.#norm[j]!;
    for (let i = 0; i < this.#items; i++) dots[i]! /= norm * this.#norm[i]! + SHRINKAGE;
    return dots;
  }

  /**
   * @param lists whose films are asked for, as rows
   * @param item [rows] the film of each row
   * @returns [rows] the prediction of every row that is in a list
   */
  predict(lists: readonly Drawn[], item: Int32Array): Float32Array {
    const asked: { row: number; user: number }[][] = Array.from({ length: this.#items }, () => []);
    for (const { user, rows } of lists)
      for (const row of rows) asked[item[row]!]!.push({ row, user });
    const predicted = new Float32Array(item.length);
    for (let j = 0; j < this.#items; j++) {
      if (asked[j]!.length === 0) continue;
      const similar = this.#similarities(j);
      for (const { row, user } of asked[j]!) {
        const { items, residuals } = this.#people[user]!;
        let sum = 0;
        let weight = 1;
        for (let n = 0; n < items.length; n++) {
          const s = similar[items[n]!]!;
          sum += s * residuals[n]!;
          weight += Math.abs(s);
        }
        predicted[row] = sum / weight;
      }
    }
    return predicted;
  }

  /** [items] the predictions for somebody who is not in the data. */
  predictAll(items: ArrayLike<number>, residuals: Float32Array): Float32Array {
    const sum = new Float64Array(this.#items);
    const weight = new Float64Array(this.#items).fill(1);
    for (let n = 0; n < items.length; n++) {
      const similar = this.#similarities(items[n]!);
      for (let j = 0; j < this.#items; j++) {
        sum[j]! += similar[j]! * residuals[n]!;
        weight[j]! += Math.abs(similar[j]!);
      }
    }
    return Float32Array.from(sum, (s, j) => s / weight[j]!);
  }
}
