import { Delaunay } from "d3-delaunay";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { turned, turnToLevel } from "./map-turn.ts";

/** Milliseconds that a point takes to its new place. */
const GLIDE = 220;
const MOST_ZOOM = 24;
/** Radians that the map turns at most from one reading to the next. */
const MOST_TURN = 0.1;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Domain {
  cx: number;
  cy: number;
  /** Half of what must be seen, each way. */
  hx: number;
  hy: number;
}

const between = (from: number, to: number, share: number) => from + (to - from) * share;
const ease = (share: number) => 1 - (1 - share) ** 3;

/**
 * Where everything on the map is at this moment: points on their way from the last reading to the
 * newest, and the window on them (zoom and pan). No drawing, no page.
 */
export class MapScene {
  /** Current places in the plane of the reading, [items]. */
  x = new Float32Array(0);
  y = new Float32Array(0);
  /** People on the map, at this moment. */
  people: Record<"you" | "user", Spot | undefined> = { you: undefined, user: undefined };
  /** Everybody else, where the newest reading puts them. */
  get crowd(): EmbeddingMapReading["users"] {
    return this.#to?.users;
  }
  get heldOut(): EmbeddingMapReading["heldOut"] {
    return this.#to?.heldOut;
  }
  width = 1;
  height = 1;
  zoom = 1;
  #shiftX = 0;
  #shiftY = 0;
  #from: { x: Float32Array; y: Float32Array; domain: Domain; people: MapScene["people"] } | null =
    null;
  #to: EmbeddingMapReading | null = null;
  #domain: Domain = { cx: 0, cy: 0, hx: 1, hy: 1 };
  #target: Domain = this.#domain;
  #started = 0;
  /** The plane is turned by this: a long cloud lies along a wide window. */
  #angle = 0;
  #triangles: { delaunay: Delaunay<Delaunay.Point>; items: Int32Array } | null = null;

  /** A new reading: points leave for it, from wherever they are. */
  receive(given: EmbeddingMapReading, now: number, still: boolean): void {
    const fresh = this.x.length !== given.x.length;
    const wide = this.width > this.height * 1.15;
    this.#angle += turnToLevel(given, this.#angle, fresh ? Math.PI : MOST_TURN) * Number(wide);
    const reading = turned(given, this.#angle);
    if (fresh) {
      this.x = Float32Array.from(reading.x);
      this.y = Float32Array.from(reading.y);
      this.people = { you: reading.you, user: reading.user };
    }
    const needed = extent(reading);
    this.#target = fresh ? needed : settle(this.#target, needed);
    if (fresh) this.#domain = this.#target;
    this.#from = {
      x: this.x.slice(),
      y: this.y.slice(),
      domain: this.#domain,
      people: this.people,
    };
    this.#to = reading;
    this.#started = still || fresh ? now - GLIDE : now;
    this.#triangles = null;
  }

  /** Moves everything to where it is now. True while something is still on its way. */
  advance(now: number): boolean {
    const from = this.#from;
    const to = this.#to;
    if (!from || !to) return false;
    const passed = Math.min(1, Math.max(0, (now - this.#started) / GLIDE));
    const share = ease(passed);
    for (let item = 0; item < this.x.length; item++) {
      this.x[item] = between(from.x[item]!, to.x[item]!, share);
      this.y[item] = between(from.y[item]!, to.y[item]!, share);
    }
    const person = (name: "you" | "user"): Spot | undefined => {
      const goal = to[name];
      const start = from.people[name];
      if (!goal || !start) return goal;
      return { x: between(start.x, goal.x, share), y: between(start.y, goal.y, share) };
    };
    this.people = { you: person("you"), user: person("user") };
    this.#domain = {
      cx: between(from.domain.cx, this.#target.cx, share),
      cy: between(from.domain.cy, this.#target.cy, share),
      hx: between(from.domain.hx, this.#target.hx, share),
      hy: between(from.domain.hy, this.#target.hy, share),
    };
    this.#triangles = null;
    if (passed < 1) return true;
    this.#from = null;
    return false;
  }

  get #scale(): number {
    const { hx, hy } = this.#domain;
    return Math.min(this.width / 2 / hx, this.height / 2 / hy) * this.zoom;
  }

  screen(x: number, y: number): Spot {
    const scale = this.#scale;
    return {
      x: this.width / 2 + (x - this.#domain.cx) * scale + this.#shiftX,
      // Up is positive in the plane and negative on the screen.
      y: this.height / 2 - (y - this.#domain.cy) * scale + this.#shiftY,
    };
  }

  place(item: number): Spot {
    return this.screen(this.x[item] ?? 0, this.y[item] ?? 0);
  }

  /** Zooms by a factor, keeping what is under (x, y) where it is. */
  zoomBy(factor: number, x = this.width / 2, y = this.height / 2): void {
    const next = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    const by = next / this.zoom;
    this.#shiftX = (this.#shiftX + this.width / 2 - x) * by - this.width / 2 + x;
    this.#shiftY = (this.#shiftY + this.height / 2 - y) * by - this.height / 2 + y;
    this.zoom = next;
    this.panBy(0, 0);
  }

  panBy(dx: number, dy: number): void {
    // The cloud can be moved until its edge is in the middle, not out of sight.
    const limitX = (this.width / 2) * this.zoom;
    const limitY = (this.height / 2) * this.zoom;
    this.#shiftX = Math.min(limitX, Math.max(-limitX, this.#shiftX + dx));
    this.#shiftY = Math.min(limitY, Math.max(-limitY, this.#shiftY + dy));
  }

  fit(): void {
    this.zoom = 1;
    this.#shiftX = 0;
    this.#shiftY = 0;
  }

  /** Brings an item into view. */
  reveal(item: number): void {
    const { x, y } = this.place(item);
    const margin = 40;
    if (x < margin || x > this.width - margin) this.panBy(this.width / 2 - x, 0);
    if (y < margin || y > this.height - margin) this.panBy(0, this.height / 2 - y);
  }

  #mesh(shown: (item: number) => boolean) {
    if (this.#triangles) return this.#triangles;
    const items = Int32Array.from(this.x.keys()).filter(shown);
    const delaunay = Delaunay.from(
      items,
      (item) => this.x[item]!,
      (item) => this.y[item]!,
    );
    this.#triangles = { delaunay, items };
    return this.#triangles;
  }

  /** Call when other items can be hit than before. */
  forgetMesh(): void {
    this.#triangles = null;
  }

  /** The item nearest to a place on the screen, within reach; null for none. */
  hit(x: number, y: number, reach: number, shown: (item: number) => boolean): number | null {
    if (this.x.length === 0) return null;
    const { delaunay, items } = this.#mesh(shown);
    if (items.length === 0) return null;
    const scale = this.#scale;
    const at = delaunay.find(
      this.#domain.cx + (x - this.width / 2 - this.#shiftX) / scale,
      this.#domain.cy - (y - this.height / 2 - this.#shiftY) / scale,
    );
    const item = items[at]!;
    const place = this.place(item);
    return Math.hypot(place.x - x, place.y - y) <= reach ? item : null;
  }

  /** The neighbour of an item in a direction (screen, down positive); null where there is none. */
  neighbour(item: number, dx: number, dy: number, shown: (item: number) => boolean): number | null {
    const { delaunay, items } = this.#mesh(shown);
    const at = items.indexOf(item);
    if (at < 0) return items[0] ?? null;
    const here = this.place(item);
    let best: number | null = null;
    let least = 0.35; // cosine: within about 70 degrees of the direction
    for (const other of delaunay.neighbors(at)) {
      const there = this.place(items[other]!);
      const length = Math.hypot(there.x - here.x, there.y - here.y) || 1;
      const cosine = ((there.x - here.x) * dx + (there.y - here.y) * dy) / length;
      if (cosine > least) {
        least = cosine;
        best = items[other]!;
      }
    }
    return best;
  }
}

/** The window that holds all but the outermost few points, and the people. */
function extent(reading: EmbeddingMapReading): Domain {
  const range = (values: Float32Array): [number, number] => {
    const sorted = values.filter(Number.isFinite).sort();
    const cut = Math.floor(sorted.length * 0.002);
    return [sorted[cut] ?? -1, sorted[sorted.length - 1 - cut] ?? 1];
  };
  let [left, right] = range(reading.x);
  let [bottom, top] = range(reading.y);
  for (const person of [reading.you, reading.user]) {
    if (!person || !Number.isFinite(person.x + person.y)) continue;
    left = Math.min(left, person.x);
    right = Math.max(right, person.x);
    bottom = Math.min(bottom, person.y);
    top = Math.max(top, person.y);
  }
  const half = (size: number) => Math.max(1e-6, (size / 2) * 1.09);
  return {
    cx: (left + right) / 2,
    cy: (bottom + top) / 2,
    hx: half(right - left),
    hy: half(top - bottom),
  };
}

/** The window stays while what is needed fills most of it and does not leave it: it must not swim. */
function settle(current: Domain, needed: Domain): Domain {
  const inside =
    Math.abs(needed.cx - current.cx) + needed.hx <= current.hx * 1.04 &&
    Math.abs(needed.cy - current.cy) + needed.hy <= current.hy * 1.04;
  const filled = needed.hx > current.hx * 0.7 || needed.hy > current.hy * 0.7;
  return inside && filled ? current : { ...needed, hx: needed.hx * 1.12, hy: needed.hy * 1.12 };
}
