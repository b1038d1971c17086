import { useEffect, useRef, useState } from "react";
import { statusDetail } from "../controls/status-text.ts";
import { say } from "../language/say.ts";
import type { SessionState } from "../session/state.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { type Lecture, openLecture } from "./notes-channel.ts";

/** For before and during class: warming up, and a window with the notes for a second screen. */
export function SpeakerTools() {
  const slug = useSession((state) => state.lesson.slug);
  const { warmUp } = useActions();
  const [said, setSaid] = useState("");
  useLecture();
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

/** Tells the notes where the lecture is, what the run does, what the hall has said, and where the light is. */
function useLecture(): void {
  const text = useSession((state) => JSON.stringify(lectureOf(state)));
  const now = useRef(text);
  now.current = text;
  const channel = useRef<ReturnType<typeof openLecture>>(undefined);
  useEffect(() => {
    const opened = openLecture(() => JSON.parse(now.current) as Lecture);
    channel.current = opened;
    let frame = 0;
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      cancelAnimationFrame(frame);
      const lit = document.querySelector("[data-light]") !== null;
      frame = requestAnimationFrame(() =>
        opened.point(lit ? [clientX / innerWidth, clientY / innerHeight] : null),
      );
    };
    addEventListener("pointermove", onMove);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("pointermove", onMove);
      opened.close();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever it changes
  useEffect(() => channel.current?.tell(), [text]);
}

function lectureOf(state: SessionState): Lecture {
  const { lesson, lessonStep, status, predictions } = state;
  const asked = lesson.steps.find(({ id }) => id === lessonStep)?.prediction?.id;
  return {
    lesson: lesson.slug,
    step: lessonStep,
    status: `${say(status.name)} ${statusDetail(state)}`,
    votes: (asked !== undefined && predictions[asked]?.votes) || [],
  };
}
