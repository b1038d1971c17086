/// <reference lib="webworker" />
/** Reads the reader's own tables, and keeps them, apart from training: giving up is ending this worker. */
import { createReadingService } from "./components/own-data/reading-service.ts";
import { storage } from "./components/session/storage.ts";
import { serve } from "./engine/rpc.ts";

serve(createReadingService(storage), self as unknown as DedicatedWorkerGlobalScope);
