/// <reference lib="webworker" />
/** The training worker: the engine, with the lessons' models. The page talks to it through rpc.ts. */
import { createEngine } from "./engine/engine.ts";
import { serve } from "./engine/rpc.ts";
import type { Model } from "./engine/training/model.ts";

const models = import.meta.glob<{ default: Model }>("./lessons/*/model.ts");

serve(
  createEngine(
    async (slug) => (await models[`./lessons/${slug}/model.ts`]?.())?.default,
    async (path) => {
      // This file lies one folder below the site's root, in the sources and in the built site.
      const response = await fetch(new URL(`../${path}`, self.location.href));
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
      return response.arrayBuffer();
    },
  ),
  self as unknown as DedicatedWorkerGlobalScope,
);
