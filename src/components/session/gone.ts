/** Losses of a worker or a card: which errors they are, and how many are too many. */

/** So often in a row; then it is no accident. */
const MOST = 3;

/** The names of errors (rpc carries no classes) after which a new worker may do better. */
export function isGone(error: unknown): error is Error {
  return (
    error instanceof Error && ["DeviceLost", "WorkerGone", "KernelFailed"].includes(error.name)
  );
}

export type Losses = ReturnType<typeof createLosses>;

export function createLosses() {
  let times = 0;
  return {
    /** Counts a loss. @throws the error when there have been too many in a row */
    again(error: Error): void {
      if (times++ >= MOST) throw error;
    },
    /** Training went well again for a while. */
    reset(): void {
      times = 0;
    },
  };
}
