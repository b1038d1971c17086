/**
 * Where the training worker remembers, between visits, what runs beneath have made: a cache, in this browser.
 * It counts for the code that made it: another build of the site begins anew.
 */
import { storage as shared } from "./components/session/storage.ts";
import type { Shelf } from "./engine/training/beneath.ts";
import type { Made } from "./engine/training/training.ts";

/** So many are remembered. */
const MOST = 12;
const PREFIX = "makings/";
const LIST = "makings";

/** @param build names the code: the same name, the same digits */
export function createShelf(build: string, storage = shared): Shelf {
  const nameOf = (key: string) => `${PREFIX}${build} ${key}`;
  return {
    async get(key) {
      return (await storage.get(nameOf(key))) as Made | undefined;
    },
    async set(key, made) {
      await storage.set(nameOf(key), made);
      let newest: readonly string[] = [];
      await storage.update(LIST, (kept) => {
        const others = Array.isArray(kept) ? kept.filter((name) => name !== nameOf(key)) : [];
        newest = [...others, nameOf(key)].slice(-MOST);
        return newest;
      });
      for (const name of await storage.keys(PREFIX)) {
        const ofThisBuild = name.startsWith(nameOf(""));
        if (!ofThisBuild || !newest.includes(name)) await storage.delete(name);
      }
    },
  };
}
