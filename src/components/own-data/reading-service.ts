/** What the worker that reads tables is asked for (own-data-worker.ts): to read, and to keep what was read. */
import { createOwnDataReader } from "../../engine/own-data/reader.ts";
import { handOver } from "../../engine/rpc.ts";
import { keepOwn } from "../session/own-data-kept.ts";
import type { Storage } from "../session/storage.ts";

export type ReadingService = ReturnType<typeof createReadingService>;

export function createReadingService(storage: Storage) {
  const reader = createOwnDataReader();
  type Choice = Parameters<typeof reader.take>[0];
  return {
    ...reader,
    /** The data with the chosen core; their arrays go across. */
    take: (choice: Choice) => handOver(reader.take(choice)),
    /** Keeps them in this browser. */
    keep: async (choice: Choice) => handOver(await keepOwn(storage, reader.take(choice))),
  };
}
