/**
 * What a reader's work is kept in: IndexedDB, in this browser only. Where it is refused (private mode) or
 * full, everything goes on in memory and the reader is told once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { say } from "../language/say.ts";

interface Kept extends DBSchema {
  /** By name: "ratings/movielens-small", "work/matrix-factorization", "own-data/own-1f...". */
  kept: { key: string; value: unknown };
}

export interface Storage {
  /** A copy of the kept value, or undefined. Never throws. */
  get(key: string): Promise<unknown>;
  /** Keeps a value that structured clone can copy; false where it lasts only as long as this page. Never throws. */
  set(key: string, value: unknown): Promise<boolean>;
  /**
   * Puts in a value's place what is made of it, with nothing of another tab in between. Never throws.
   * @param change is given the kept value, or undefined
   */
  update(key: string, change: (kept: unknown) => unknown): Promise<void>;
  /** Forgets a value. Never throws. */
  delete(key: string): Promise<void>;
  /** The keys of what is kept that begin so. Never throws. */
  keys(prefix: string): Promise<string[]>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Is told, once, that keeping does not work here and why. */
  onRefused(listener: (sentence: string) => void): () => void;
}

/** How long the database may take to open: in some browsers it never does, and the page waits for it. */
const OPEN_MS = 5000;

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The database does not open.")), OPEN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function createStorage(name = "live-recsys"): Storage {
  const memory = new Map<string, unknown>();
  const listeners = new Set<(sentence: string) => void>();
  let refused: string | undefined;
  let database: Promise<IDBPDatabase<Kept>> | undefined;

  function refuse(error: unknown) {
    if (refused) return;
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    refused = full
      ? say(
          "The browser’s storage for this site is full, so what you do from now on is kept only until this page is closed. Export your runs, or delete some.",
        )
      : say(
          "This browser does not let the page keep anything (private mode, perhaps), so your work lasts until the page is closed. Export your runs to keep them.",
        );
    for (const listener of listeners) listener(refused);
  }

  const open = () => {
    database ??= inTime(
      openDB<Kept>(name, 1, {
        upgrade: (db) => {
          db.createObjectStore("kept");
        },
      }),
    );
    return database;
  };

  return {
    async get(key) {
      if (memory.has(key)) return structuredClone(memory.get(key));
      try {
        return await (await open()).get("kept", key);
      } catch (error) {
        refuse(error);
        return undefined;
      }
    },
    async set(key, value) {
      memory.set(key, value);
      try {
        await (await open()).put("kept", value, key);
        memory.delete(key);
        return true;
      } catch (error) {
        refuse(error);
        return false;
      }
    },
    async update(key, change) {
      // What could not be kept before is newer than what is.
      const newer = memory.get(key);
      let value = newer;
      try {
        const transaction = (await open()).transaction("kept", "readwrite");
        value = change(newer ?? (await transaction.store.get(key)));
        await Promise.all([transaction.store.put(value, key), transaction.done]);
        memory.delete(key);
      } catch (error) {
        memory.set(key, value ?? change(undefined));
        refuse(error);
      }
    },
    async delete(key) {
      memory.delete(key);
      try {
        await (await open()).delete("kept", key);
      } catch (error) {
        refuse(error);
      }
    },
    async keys(prefix) {
      const own = [...memory.keys()].filter((key) => key.startsWith(prefix));
      try {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        return [...new Set([...own, ...(await (await open()).getAllKeys("kept", range))])];
      } catch (error) {
        refuse(error);
        return own;
      }
    },
    async clear() {
      memory.clear();
      try {
        await (await open()).clear("kept");
      } catch (error) {
        refuse(error);
      }
    },
    onRefused(listener) {
      listeners.add(listener);
      if (refused) listener(refused);
      return () => listeners.delete(listener);
    },
  };
}

export const storage = createStorage();
