/**
 * The reader's own data in this browser: the list that every lesson offers among its datasets. Each has
 * a small entry, which the list is made of, beside the data themselves, which are large.
 */
import { createStore } from "zustand/vanilla";
import { DATASETS } from "../../engine/data/datasets.ts";
import type { OwnAbout } from "../../engine/own-data/own.ts";
import { say } from "../language/say.ts";
import { ABOUT, DATA, isAbout, keepOwn, type Read, readOwn } from "./own-data-kept.ts";
import { type Storage, storage } from "./storage.ts";

export interface OwnDataState {
  /** By name. */
  readonly list: readonly OwnAbout[];
  /** What was removed last and can still be brought back. */
  readonly undo: OwnAbout | null;
}

export interface OwnDataActions {
  /** Reads what is kept; quick when that has been done. */
  load(): Promise<void>;
  /** Reads it again, after another tab or "Forget everything" has changed it. */
  reload(): Promise<void>;
  has(id: string): boolean;
  /** A copy of the data themselves: not checked. */
  read(id: string): Promise<object | undefined>;
  add(read: Read): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  undoRemove(): Promise<void>;
  /** What was removed last is gone for good. */
  forgetUndo(): void;
}

export type OwnDataStore = ReturnType<typeof createOwnDataStore>;

export function createOwnDataStore(kept: Storage) {
  let loaded: Promise<void> | undefined;
  let removed: unknown;
  return createStore<OwnDataState & OwnDataActions>()((set, get) => {
    const sorted = (list: readonly OwnAbout[]) =>
      [...list].sort((a, b) => a.name.localeCompare(b.name, "en"));
    async function loadNow() {
      const keys = await kept.keys(ABOUT);
      const values = await Promise.all(keys.map((key) => kept.get(key)));
      set({ list: sorted(values.filter(isAbout)) });
    }
    return {
      list: [],
      undo: null,
      load() {
        loaded ??= loadNow();
        return loaded;
      },
      reload() {
        loaded = loadNow();
        return loaded;
      },
      has: (id) => get().list.some((own) => own.id === id),
      read: (id) => readOwn(kept, id),
      async add({ about, data }) {
        if (data) await keepOwn(kept, data);
        await kept.set(ABOUT + about.id, about);
        set({ list: sorted([...get().list.filter(({ id }) => id !== about.id), about]) });
      },
      async rename(id, name) {
        const about = get().list.find((own) => own.id === id);
        const text = name.replace(/\s+/g, " ").trim().slice(0, 60);
        if (!about || !text) return;
        const renamed = { ...about, name: text };
        set({ list: sorted(get().list.map((own) => (own.id === id ? renamed : own))) });
        await kept.set(ABOUT + id, renamed);
      },
      async remove(id) {
        const undo = get().list.find((own) => own.id === id);
        if (!undo) return;
        removed = await kept.get(DATA + id);
        set({ list: get().list.filter((own) => own.id !== id), undo });
        await kept.delete(ABOUT + id);
        await kept.delete(DATA + id);
      },
      async undoRemove() {
        const { undo, list } = get();
        if (!undo) return;
        set({ list: sorted([...list, undo]), undo: null });
        await kept.set(DATA + undo.id, removed);
        await kept.set(ABOUT + undo.id, undo);
        removed = undefined;
      },
      forgetUndo() {
        removed = undefined;
        set({ undo: null });
      },
    };
  });
}

/** Shared by all lessons. */
export const ownDataStore = createOwnDataStore(storage);

/** What a dataset is called: the site's own by its label, a reader's by the name they gave it. */
export function datasetLabel(id: string, own: readonly OwnAbout[]): string {
  const known = DATASETS.find((one) => one.id === id);
  return known ? say(known.label) : (own.find((one) => one.id === id)?.name ?? id);
}

/** What is said of a link or a run that names data which are not here. */
export function absentSentence(id: string): string {
  return say(
    "The data “{id}” are somebody’s own file, which this browser does not have. If you have that file, load it under “Your own data” with the same choices and open the link again. Until then the lesson uses its usual dataset.",
    { id },
  );
}
