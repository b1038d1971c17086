import { useEffect, useMemo, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { mdxComponents } from "../prose/mdx-components.tsx";
import { CoveringContext } from "../prose/step-context.ts";
import type { LessonParts, SpeakerNotes } from "../session/course.ts";
import { optionsOf } from "../session/options.ts";
import type { Votes } from "../session/prediction.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { commandOf } from "./keys.ts";
import { followLecture, type Lecture, type Pointed } from "./notes-channel.ts";
import styles from "./notes-page.module.css";
import { isCommit, optionOf, stageCommandOf } from "./stage-keys.ts";

type Props = Pick<LessonParts, "Prose" | "language" | "loadNotes">;

/**
 * The lecturer's own screen: the section that the hall sees, what will come out and where it goes wrong, the
 * clock, the run, the votes and the light. The keys of the stage work here too.
 */
export function NotesPage({ Prose, language, loadNotes }: Props) {
  const { slug, steps } = useSession((state) => state.lesson);
  const here = useSession((state) => state.lessonStep);
  const { setLessonStep } = useActions();
  const [lecture, setLecture] = useState<Lecture>();
  const [pointed, setPointed] = useState<Pointed>(null);
  const [notes, setNotes] = useState<SpeakerNotes>({});
  useEffect(() => {
    loadNotes().then(setNotes, () => {});
  }, [loadNotes]);
  useEffect(() => {
    const following = followLecture({
      lecture: (told) => {
        if (told.lesson !== slug) return;
        setLessonStep(told.step);
        setLecture(told);
      },
      pointed: setPointed,
    });
    const onKey = (event: KeyboardEvent) => {
      const known =
        commandOf(event) ?? stageCommandOf(event) ?? optionOf(event) ?? (isCommit(event) || null);
      if (known === null) return;
      following.press(event);
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
      following.close();
    };
  }, [slug, setLessonStep]);
  const prose = useMemo(() => <Prose components={mdxComponents} />, [Prose]);
  const at = steps.findIndex(({ id }) => id === here);
  const step = steps[at];
  const next = steps[at + 1];
  const own = step && notes[step.id];
  const options = step?.prediction ? optionsOf(step.prediction) : [];
  return (
    <section className="notes-page" aria-label={say("Notes")}>
      <div className={styles.head}>
        <p className="eyebrow">
          {say("Notes · {n} of {all} · follows the presenter’s window", {
            n: at + 1,
            all: steps.length,
          })}
        </p>
        <Clock />
      </div>
      <p className="notes-claim">{say(step?.claim ?? "")}</p>
      {own && (
        <dl className={styles.notes}>
          <dt>{say("What will come out")}</dt>
          <dd lang={language}>{own.expect}</dd>
          <dt>{say("Where it goes wrong")}</dt>
          <dd lang={language}>{own.trap}</dd>
        </dl>
      )}
      <div className={styles.live}>
        <p role="status" aria-label={say("The run")}>
          {lecture ? lecture.status : say("No lecture in this browser: press P in the lesson.")}
        </p>
        {lecture && lecture.votes.length > 0 && (
          <Counted labels={options.map(({ label }) => say(label))} votes={lecture.votes} />
        )}
        {pointed && (
          <svg
            className={styles.screen}
            viewBox="0 0 160 90"
            role="img"
            aria-label={say("Where the light is")}
          >
            <circle cx={160 * pointed[0]} cy={90 * pointed[1]} r={4} />
          </svg>
        )}
      </div>
      <article className="prose" lang={language}>
        <CoveringContext value={false}>{prose}</CoveringContext>
      </article>
      <p className="notes-next">
        {next
          ? say("Next: {section}", { section: say(next.title) })
          : say("This is the last section.")}
      </p>
    </section>
  );
}

function Counted({ labels, votes }: { labels: readonly string[]; votes: readonly Votes[] }) {
  return (
    <table className={styles.votes}>
      <caption>{say("Votes")}</caption>
      <tbody>
        {labels.map((label, i) => (
          <tr key={label}>
            <th scope="row">
              {i + 1} {label}
            </th>
            {votes.map((round, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a vote is its number
              <td key={n} data-number="">
                {round[i]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The time of day, and how long it has been since the lecture was begun or the clock set back. */
function Clock() {
  const begun = useRef(Date.now());
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - begun.current) / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const time = new Date(now);
  return (
    <p className={styles.clock}>
      <span>{`${two(time.getHours())}:${two(time.getMinutes())}`}</span>
      <span role="timer" aria-label={say("Since the beginning")}>
        {`${Math.floor(seconds / 60)}:${two(seconds % 60)}`}
      </span>
      <button
        type="button"
        className="button-small"
        onClick={() => {
          begun.current = Date.now();
          setNow(Date.now());
        }}
      >
        {say("From zero")}
      </button>
    </p>
  );
}
