/** Starts a worker's back end, and notices when it hangs: nothing else would. */

import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { BackendChoice } from "../../engine/device.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Remote } from "../../engine/rpc.ts";
import { simplerThan, type Way } from "../../engine/ways.ts";
import { bestWay } from "./way-here.ts";

/** How long a back end may take once its program is there; a second is usual, a busy machine takes longer. */
const LIMIT_MS = 12_000;

class StartHangs extends ToldError {
  override name = "StartHangs";
}

/** After these errors (rpc carries no classes) a simpler way may do better. */
export const isWayBroken = (error: unknown): boolean =>
  error instanceof Error && ["StartHangs", "WasmFailed", "KernelFailed"].includes(error.name);

/** The way to try when this one is broken, if there is one. A card that was asked for is not replaced. */
export const nextWay = (way: Way, choice: BackendChoice): Way | undefined =>
  way === "webgpu" && choice === "webgpu" ? undefined : simplerThan(way);

/**
 * @param found is told the way before it is gone
 * @throws StartHangs, or what the engine says
 */
export async function startCarefully(
  engine: Remote<Engine>,
  choice: BackendChoice,
  found: (way: Way) => void,
): Promise<void> {
  found(await engine.findWay(choice, bestWay()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new StartHangs(
          sentence(
            "The back end has not started in {seconds} seconds. Reload the page; if it happens again, try another browser.",
            { seconds: LIMIT_MS / 1000 },
          ),
        ),
      );
    }, LIMIT_MS);
  });
  try {
    await Promise.race([engine.start(choice), limit]);
  } finally {
    clearTimeout(timer);
  }
}
