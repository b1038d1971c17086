/**
 * Where the threads of a step meet after a kernel: the last to come lets the others go. They look for it for a while,
 * which is quick, and then sleep.
 *
 * Opcodes: https://github.com/WebAssembly/threads/blob/main/proposals/threads/Overview.md
 */
import { type Code, type FunctionDefinition, i32, localAt, unsigned } from "../assembler.ts";

const atomic = (opcode: number, offset: number): Code => [0xfe, opcode, 2, unsigned(offset)];
const load = (address: Code, offset: number): Code => [address, atomic(0x10, offset)];
const store = (address: Code, offset: number, value: Code): Code => [
  address,
  value,
  atomic(0x17, offset),
];
/** Gives what was there before. */
const add = (address: Code, offset: number, value: Code): Code => [
  address,
  value,
  atomic(0x1e, offset),
];
const notifyAll = (address: Code, offset: number): Code => [
  address,
  i32.const(-1),
  atomic(0x00, offset),
];
/** Without an end: -1 nanoseconds. */
const waitWhile = (address: Code, offset: number, value: Code): Code => [
  [address, value, 0x42, 0x7f],
  atomic(0x01, offset),
];

/** Some microseconds. */
const LOOKS = 5000;
const [CAME, MET] = [0, 4];
const DROP = 0x1a;

/** A function of the number of threads. @param address of two words, noughts at first */
export function meetingOf(address: Code): FunctionDefinition {
  const [threads, met, looks] = [0, 1, 2].map(localAt) as [
    ReturnType<typeof localAt>,
    ReturnType<typeof localAt>,
    ReturnType<typeof localAt>,
  ];
  const again = i32.equal(load(address, MET), met.get);
  const last = i32.equal(add(address, CAME, i32.const(1)), i32.sub(threads.get, i32.const(1)));
  return {
    name: "meet",
    parameters: ["i32"],
    localTypes: ["i32", "i32"],
    body: [
      met.set(load(address, MET)),
      looks.set(i32.const(LOOKS)),
      last,
      // if
      [0x04, 0x40],
      store(address, CAME, i32.const(0)),
      [add(address, MET, i32.const(1)), DROP],
      [notifyAll(address, MET), DROP],
      // else: look
      [0x05, 0x03, 0x40],
      looks.advance(i32.const(-1)),
      [again, i32.lessThan(i32.const(0), looks.get), 0x71, 0x0d, 0, 0x0b],
      // sleep until it is so
      [0x02, 0x40, 0x03, 0x40, again, 0x45, 0x0d, 1],
      [waitWhile(address, MET, met.get), DROP, 0x0c, 0, 0x0b, 0x0b],
      0x0b,
    ],
  };
}
