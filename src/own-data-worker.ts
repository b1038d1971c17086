/// <reference lib="webworker" />
/** Reads the reader's own tables, apart from training: giving up is ending this worker. */
import { createOwnDataReader } from "./engine/own-data/reader.ts";
import { serve } from "./engine/rpc.ts";

serve(createOwnDataReader(), self as unknown as DedicatedWorkerGlobalScope);
