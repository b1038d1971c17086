/**
 * How the lecture and the window with the notes hear of each other: same browser only. The lecture tells
 * where it is; the notes send back the keys that are pressed in them.
 */
import type { Votes } from "../session/prediction.ts";

export interface Lecture {
  readonly lesson: string;
  /** The section. */
  readonly step: string;
  /** What the run is doing, in words. */
  readonly status: string;
  readonly votes: readonly Votes[];
}

/** A share of the window's width and of its height; null where the light is off. */
export type Pointed = readonly [x: number, y: number] | null;

/** What of a key its handlers read. */
export type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey">;

type Message =
  | { readonly lecture: Lecture }
  | { readonly pointed: Pointed }
  | { readonly pressed: Pressed }
  | { readonly ask: true };

const CHANNEL = "live-recsys-notes";

/** The lecture's end. @param lecture as it is now */
export function openLecture(lecture: () => Lecture) {
  const channel = new BroadcastChannel(CHANNEL);
  const post = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Partial<Record<string, unknown>> | null>) => {
    if (data?.ask) post({ lecture: lecture() });
    const pressed = data?.pressed as Partial<Pressed> | undefined;
    if (typeof pressed?.key === "string" && typeof pressed.code === "string") {
      dispatchEvent(new KeyboardEvent("keydown", { ...pressed, cancelable: true }));
    }
  };
  return {
    tell: () => post({ lecture: lecture() }),
    point: (pointed: Pointed) => post({ pointed }),
    close: () => channel.close(),
  };
}

/** The notes' end; asks once where the lecture is. */
export function followLecture(heard: {
  lecture(lecture: Lecture): void;
  pointed(at: Pointed): void;
}) {
  const channel = new BroadcastChannel(CHANNEL);
  const post = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Partial<Record<string, unknown>> | null>) => {
    const lecture = data?.lecture as Partial<Lecture> | undefined;
    if (typeof lecture?.lesson === "string" && typeof lecture.step === "string") {
      const { lesson, step, status = "", votes = [] } = lecture;
      heard.lecture({ lesson, step, status, votes });
    }
    if (data && "pointed" in data) heard.pointed(data.pointed as Pointed);
  };
  post({ ask: true });
  return {
    press: ({ key, code, shiftKey }: Pressed) => post({ pressed: { key, code, shiftKey } }),
    close: () => channel.close(),
  };
}
