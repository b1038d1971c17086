/** The boundary of the worker: what is handed over, and how long a silent one is waited for. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verbatim } from "./declarations/sentence.ts";
import { connect, handOver, serve, WorkerEnded } from "./rpc.ts";

/** The two ends of a worker that computes nothing by itself. */
function pair(service: object) {
  const [page, inside] = [new EventTarget(), new EventTarget()];
  const sent: ArrayBuffer[][] = [];
  const deliver = (to: EventTarget) => (message: unknown, transfer: ArrayBuffer[]) => {
    sent.push(transfer);
    const data = structuredClone(message, { transfer });
    to.dispatchEvent(new MessageEvent("message", { data }));
  };
  const port = Object.assign(inside, { postMessage: deliver(page) });
  serve(service, port as never);
  const worker = Object.assign(page, { postMessage: deliver(inside), terminate: vi.fn() });
  return { worker, sent, ...connect<never>(worker as unknown as Worker) };
}

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

test("arrays that are handed over are not copied, others are", async () => {
  const table = handOver({ columns: { user: new Int32Array([1, 2]) }, names: ["a"] });
  const copied = { user: new Int32Array([3]) };
  const { remote, sent } = pair({
    twice: (t: typeof table, c: typeof copied) =>
      handOver({ doubled: t.columns.user.map((x) => 2 * x), other: c.user }),
  });
  const answer = await (remote as Remote).twice!(table, copied);
  expect(answer).toEqual({ doubled: new Int32Array([2, 4]), other: new Int32Array([3]) });
  expect(sent.map(({ length }) => length)).toEqual([1, 2]);
  expect(table.columns.user).toHaveLength(0);
  expect(copied.user).toHaveLength(1);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a worker that answers is waited for as long as it answers; one that is silent is not", async () => {
  const answers: (() => void)[] = [];
  const { remote, answered, end } = pair({
    work: () => new Promise<void>((done) => answers.push(done)),
  });
  const { work } = remote as Remote;
  expect(await answered(1000)).toBe(true);
  const [first, second] = [work!(), work!()];
  const both = answered(1000);
  await vi.advanceTimersByTimeAsync(900);
  answers.shift()!();
  await first;
  await vi.advanceTimersByTimeAsync(900);
  answers.shift()!();
  await second;
  expect(await both).toBe(true);

  const stuck = work!();
  const silent = answered(1000);
  await vi.advanceTimersByTimeAsync(1001);
  expect(await silent).toBe(false);
  end(new WorkerEnded(verbatim("silent")));
  await expect(stuck).rejects.toMatchObject({ name: "WorkerEnded" });
  await expect(work!()).rejects.toMatchObject({ name: "WorkerEnded" });
});
