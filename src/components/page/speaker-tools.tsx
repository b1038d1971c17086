import { useEffect, useState } from "react";
import { say } from "../language/say.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { tellNotes } from "./notes-channel.ts";

/** For before and during class: warming up, and a window with the notes for a second screen. */
export function SpeakerTools() {
  const slug = useSession((state) => state.lesson.slug);
  const here = useSession((state) => state.lessonStep);
  const { warmUp } = useActions();
  const [said, setSaid] = useState("");
  useEffect(() => tellNotes({ lesson: slug, step: here }), [slug, here]);
  const warm = async () => {
    setSaid(say("Warming up."));
    setSaid((await warmUp()) ?? say("It did not work; the status says why."));
  };
  const openNotes = () => {
    const notes = open(
      `#/lessons/${slug}?notes=1`,
      "live-recsys-notes",
      "popup,width=760,height=900",
    );
    if (!notes)
      setSaid(say("The browser has blocked the window with the notes: allow it for this page."));
  };
  return (
    <span className="speaker-tools">
      <button type="button" className="button-small" onClick={() => void warm()}>
        {say("Warm up")}
      </button>
      <button type="button" className="button-small" onClick={openNotes}>
        {say("Notes")}
      </button>
      <span role="status" aria-label={say("Warm-up")}>
        {said}
      </span>
    </span>
  );
}
