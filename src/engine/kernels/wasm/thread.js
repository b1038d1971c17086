// A thread of compiled steps, started by threads.ts: it takes steps over a port, and between them waits in shared
// memory for the number of the step to take its part of.
const WORDS = { generation: 0, step: 1, sent: 2, known: 3 };
const steps = new Map();
let received = 0;
let seen = 0;

function receive({ data }) {
  received++;
  if (data.module) {
    const { exports } = new WebAssembly.Instance(data.module, { env: data.env });
    steps.set(data.id, exports.step);
    Atomics.store(new Int32Array(data.control), WORDS.known + data.thread, data.id);
  } else {
    steps.delete(data.id);
  }
  wait(data);
}

function wait({ control, thread, threads }) {
  const words = new Int32Array(control);
  for (;;) {
    Atomics.wait(words, WORDS.generation, seen);
    seen = Atomics.load(words, WORDS.generation);
    const step = Atomics.load(words, WORDS.step);
    if (step !== 0) steps.get(step)(thread, threads);
    // It would hear nothing while it waits.
    else if (received < Atomics.load(words, WORDS.sent)) return;
  }
}

// Lent by the page, a thread is spoken to over a port, which comes first.
self.onmessage = (message) => {
  const port = message.ports?.[0];
  if (port) port.onmessage = receive;
  else receive(message);
};
