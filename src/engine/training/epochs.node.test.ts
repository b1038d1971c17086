import { expect, test } from "vitest";
import { createStreams, streamsFrom, streamsState } from "../numbers/random.ts";
import { Epochs } from "./epochs.ts";

test("what is told of the next step's examples is what the step visits, and telling moves nothing", () => {
  const streams = createStreams(5);
  const epochs = new Epochs(streams, 10, 4);
  for (let step = 0; step < 5; step++) {
    const before = streamsState(streams);
    const copies = streamsFrom(before);
    const told = epochs.next(copies);
    expect(streamsState(streams)).toEqual(before);
    expect(epochs.next(streamsFrom(before))).toEqual(told);
    expect(epochs.visit().slice()).toEqual(told);
    // What is drawn after it, is drawn alike.
    expect(streamsState(streams)).toEqual(streamsState(copies));
    epochs.advance();
    if (epochs.position === epochs.steps) epochs.turn();
  }
});
