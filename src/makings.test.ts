/** The shelf in the browser's own database. */
import { expect, test } from "vitest";
import { createStorage } from "./components/session/storage.ts";
import { createShelf } from "./makings.ts";

const vectors = (value: number) => ({
  vectors: { values: Float32Array.of(value), shape: [1, 1] },
});

test("what was made is there for the next worker of the same build, the newest twelve", async () => {
  const storage = createStorage("test of makings");
  await storage.clear();
  const shelf = createShelf("one", storage);
  expect(await shelf.get("run 0")).toBeUndefined();
  for (let n = 0; n < 13; n++) await shelf.set(`run ${n}`, vectors(n));
  await shelf.set("run 1", vectors(1.5));
  await shelf.set("run 13", vectors(13));
  const next = createShelf("one", createStorage("test of makings"));
  expect(await next.get("run 13")).toEqual(vectors(13));
  expect(await next.get("run 1")).toEqual(vectors(1.5));
  expect(await next.get("run 0")).toBeUndefined();
  expect(await next.get("run 2")).toBeUndefined();
  expect(await storage.keys("makings/")).toHaveLength(12);
});

test("another build begins anew, and clears up", async () => {
  const storage = createStorage("test of makings");
  await createShelf("one", storage).set("run", vectors(1));
  const next = createShelf("two", storage);
  expect(await next.get("run")).toBeUndefined();
  await next.set("run", vectors(2));
  expect(await createShelf("one", storage).get("run")).toBeUndefined();
  expect(await next.get("run")).toEqual(vectors(2));
});
