/** How the window with the notes learns where the lecturer is: one message a move, same browser only. */
export interface Place {
  readonly lesson: string;
  readonly step: string;
}

const CHANNEL = "live-recsys-notes";

/** Tells the notes where the lecture is, now and whenever a window with notes asks. */
export function tellNotes(place: Place): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(place);
  channel.onmessage = ({ data }) => {
    if (data === "where") channel.postMessage(place);
  };
  return () => channel.close();
}

/** Follows the lecture; asks once where it is. */
export function followLecture(moved: (place: Place) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (typeof data?.lesson === "string" && typeof data?.step === "string") moved(data as Place);
  };
  channel.postMessage("where");
  return () => channel.close();
}
