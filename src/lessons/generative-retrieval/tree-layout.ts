/** Where the beginnings of names stand in the picture of the beam. Pure functions. */
import type { BeamReading, ExactReading, Node } from "./beam-reading.ts";

export interface Placed extends Node {
  readonly layer: number;
  /** Its place among the layer's nodes, kept first; parents are meant by it. */
  readonly at: number;
  /** The row it is drawn in, from 0. */
  readonly row: number;
  /** The whole beginning. */
  readonly path: readonly number[];
  /** The exact list's film that is cut here. */
  readonly cuts: number | null;
}

export interface Lost {
  readonly film: number;
  /** Its place in the exact list, from 1. */
  readonly place: number;
  /** The layer at which its beginning was pruned, from 0. */
  readonly layer: number;
}

/** Rows of a column, and how many names are followed to their end. */
export const ROWS = 9;
const FOLLOWED = 6;

/** The first film of the exact list that the beam does not find. */
export function lostFilm(beam: BeamReading, exact: ExactReading | null | undefined): Lost | null {
  if (!exact) return null;
  const T = beam.layers.length;
  const ends = new Set(
    beam.layers[T - 1]!.filter(({ kept, node }) => kept && node >= 0).map(({ film }) => film),
  );
  const at = exact.films.findIndex((film) => !ends.has(film));
  if (at < 0) return null;
  const name = [...exact.tokens.subarray(at * T, (at + 1) * T)];
  let parent = 0;
  for (let layer = 0; layer < T; layer++) {
    const found = beam.layers[layer]!.findIndex(
      (one) => one.kept && one.token === name[layer] && (layer === 0 || one.parent === parent),
    );
    if (found < 0) return { film: exact.films[at]!, place: at + 1, layer };
    parent = found;
  }
  return null;
}

/**
 * The nodes that are drawn of each layer: those that lead to the likeliest names, then the widest others;
 * children stand beside their parents.
 */
export function placedNodes(
  beam: BeamReading,
  lost: Lost | null,
  exact: ExactReading | null | undefined,
  rows = ROWS,
): Placed[][] {
  const T = beam.layers.length;
  const wanted = beam.layers.map(() => new Set<number>());
  beam.layers[T - 1]!.slice(0, Math.min(FOLLOWED, rows)).forEach((_, n) => {
    let at = n;
    for (let layer = T - 1; layer >= 0; layer--) {
      wanted[layer]!.add(at);
      at = beam.layers[layer]![at]!.parent;
    }
  });
  const cut = lost ? cutNode(beam, lost, exact) : -1;
  const columns: Placed[][] = [];
  for (let layer = 0; layer < T; layer++) {
    const all = beam.layers[layer]!;
    const above = columns[layer - 1];
    const parentOf = (one: Node) => above?.find(({ at }) => at === one.parent);
    const drawable = (at: number) => layer === 0 || parentOf(all[at]!) !== undefined;
    const chosen = wanted[layer]!;
    if (lost?.layer === layer && cut >= 0 && drawable(cut)) chosen.add(cut);
    for (let at = 0; at < all.length && chosen.size < rows; at++) if (drawable(at)) chosen.add(at);
    const rowOf = (one: Node) => parentOf(one)?.row ?? 0;
    const order = [...chosen]
      .filter(drawable)
      .sort((a, b) => rowOf(all[a]!) - rowOf(all[b]!) || all[b]!.log - all[a]!.log);
    columns.push(
      order.map((at, row) => {
        const one = all[at]!;
        const path = [...(parentOf(one)?.path ?? []), one.token];
        const cuts = lost?.layer === layer && at === cut ? lost.film : null;
        return { ...one, layer, at, row, path, cuts };
      }),
    );
  }
  return columns;
}

/** Where in its layer the beginning of the lost film is told as pruned; -1 where it was too far down. */
function cutNode(beam: BeamReading, lost: Lost, exact: ExactReading | null | undefined): number {
  const T = beam.layers.length;
  const name = exact?.tokens.subarray((lost.place - 1) * T, lost.place * T) ?? new Int32Array();
  let parent = 0;
  for (let layer = 0; layer <= lost.layer; layer++) {
    const at = beam.layers[layer]!.findIndex(
      (one) => one.token === name[layer] && (layer === 0 || one.parent === parent),
    );
    if (at < 0 || layer === lost.layer) return at;
    parent = at;
  }
  return -1;
}

/** P of all films in the beam's last layer. */
export const foundMass = ({ layers }: BeamReading): number =>
  layers
    .at(-1)!
    .filter(({ kept, node }) => kept && node >= 0)
    .reduce((sum, { log }) => sum + Math.exp(log), 0);

/** ".051", "<.001" */
export function shareText(log: number): string {
  const p = Math.exp(log);
  if (p < 0.0005) return "<.001";
  return p >= 0.9995 ? "1" : p.toFixed(3).replace(/^0/, "");
}

/** How many tokens of a name agree with a beginning, from the first. */
export function agreeing(name: ArrayLike<number>, path: readonly number[]): number {
  const differs = path.findIndex((token, t) => name[t] !== token);
  return differs < 0 ? path.length : differs;
}

/** A branch from one point to another. */
export const curve = (x0: number, y0: number, x1: number, y1: number): string =>
  `M${x0},${y0} C${(x0 + x1) / 2},${y0} ${(x0 + x1) / 2},${y1} ${x1},${y1}`;
