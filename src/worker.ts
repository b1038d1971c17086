/// <reference lib="webworker" />
/** The training worker: the engine, with the lessons' models. The page talks to it through rpc.ts. */
import { readOwn } from "./components/session/own-data-kept.ts";
import { storage } from "./components/session/storage.ts";
import { createEngine } from "./engine/engine.ts";
import { serve } from "./engine/rpc.ts";
import { borrowThreads } from "./engine/threads.ts";
import type { Training } from "./engine/training/training.ts";
import { createShelf } from "./makings.ts";

const trainings = import.meta.glob<{ default: Training }>([
  "./lessons/*/training.ts",
  // Stages of a lesson: models in its folder.
  "./lessons/*/*/training.ts",
]);

const page = self as unknown as DedicatedWorkerGlobalScope;
borrowThreads(page);
serve(
  createEngine(
    async (slug) => (await trainings[`./lessons/${slug}/training.ts`]?.())?.default,
    async (path) => {
      // This file lies one folder below the site's root, in the sources and in the built site.
      const response = await fetch(new URL(`../${path}`, self.location.href));
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
      return response.arrayBuffer();
    },
    // The built worker is named by a hash of all that it imports; sources change under the same name.
    import.meta.env.DEV ? undefined : createShelf(page.location.pathname),
    (id) => readOwn(storage, id),
  ),
  page,
);
