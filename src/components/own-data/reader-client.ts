/** A worker that reads tables, and its end: what was being read then is given up. */
import { connect } from "../../engine/rpc.ts";
import type { ReadingService } from "./reading-service.ts";

export function startReader() {
  const worker = new Worker(new URL("../../own-data-worker.ts", import.meta.url), {
    type: "module",
    name: "own-data",
  });
  const { remote, gone } = connect<ReadingService>(worker);
  return { reader: remote, gone, end: () => worker.terminate() };
}
