/// <reference lib="webworker" />
/** Reads the reader's own tables, apart from training: giving up is ending this worker. */
import { createOwnDataReader } from "./engine/own-data/reader.ts";
import { handOver, serve } from "./engine/rpc.ts";

const reader = createOwnDataReader();
serve(
  { ...reader, take: (choice: Parameters<typeof reader.take>[0]) => handOver(reader.take(choice)) },
  self as unknown as DedicatedWorkerGlobalScope,
);
