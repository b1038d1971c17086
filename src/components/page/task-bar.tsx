import { useRef, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { saveFile } from "../parts/save-file.ts";
import {
  codeOf,
  type Done,
  doneOf,
  type HandedIn,
  handIn,
  type Task,
  taskOf,
} from "../session/homework.ts";
import { useSession } from "../session/use-session.ts";
import { Copied } from "./copied.tsx";
import styles from "./share.module.css";
import { TitledDialog } from "./titled-dialog.tsx";

/** What a link asks of the reader, what of it is done, and the way to hand it in. */
export default function TaskBar({ text }: { text: string }) {
  const lesson = useSession((state) => state.lesson);
  const predictions = useSession((state) => state.predictions);
  const runs = useSession((state) => state.runs);
  const [open, setOpen] = useState(false);
  const task = taskOf(lesson, text);
  const done = doneOf(task, { lesson, predictions, runs });
  const items = itemsOf(lesson, task, done);
  const left = items.filter((item) => !item.done).length;
  if (items.length === 0) {
    return (
      <p className="notice">
        {say(
          "The link asks for homework that this lesson does not have. The lesson works as always.",
        )}
      </p>
    );
  }
  return (
    <section className={styles.task} aria-labelledby="task-title">
      <h2 id="task-title">{say("Homework")}</h2>
      <ul>
        {items.map(({ section, title, done }) => (
          <li key={`${section} ${title}`} data-done={done || undefined}>
            <button
              type="button"
              className="link-button"
              onClick={() => document.getElementById(section)?.scrollIntoView({ block: "start" })}
            >
              {title}
            </button>{" "}
            {done ? say("done") : say("to do")}
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {left === 0 ? say("Hand in") : say("Hand in, {n} to do", { n: left })}
      </button>
      {open && (
        <HandInDialog lesson={lesson} task={task} done={done} close={() => setOpen(false)} />
      )}
    </section>
  );
}

/** In the order of the lesson. */
function itemsOf({ steps }: Lesson, task: Task, done: Done) {
  return steps.flatMap(({ id, title, prediction, goal }) => [
    ...(prediction && task.predictions.includes(prediction.id)
      ? [
          {
            section: id,
            title: say("Predict: {section}", { section: say(title) }),
            done: done.predictions.some((one) => one.id === prediction.id),
          },
        ]
      : []),
    ...(goal && task.goals.includes(id)
      ? [
          {
            section: id,
            title: say("Goal: {goal}", { goal: say(goal.says) }),
            done: done.goals.some(({ step }) => step === id),
          },
        ]
      : []),
  ]);
}

interface DialogProps {
  readonly lesson: Lesson;
  readonly task: Task;
  readonly done: Done;
  readonly close: () => void;
}

function HandInDialog({ lesson, task, done, close }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState("");
  const [handed, setHanded] = useState<{ readonly file: HandedIn; readonly code: string }>();
  const make = async () => {
    const file = await handIn(lesson, task, done, name.trim(), new Date());
    setHanded({ file, code: await codeOf(file) });
  };
  return (
    <TitledDialog title={say("Hand in")} dialog={dialog} close={close}>
      <p>
        {say(
          "The code holds your name, your answers and what your runs came to. Nothing is sent: give it to your lecturer yourself. They can train the same runs again.",
        )}
      </p>
      <form
        className={styles.handIn}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <label>
          {say("Your name")}{" "}
          <input
            type="text"
            required
            maxLength={120}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setHanded(undefined);
            }}
          />
        </label>
        <button type="submit" className="button button-primary">
          {say("Make the code")}
        </button>
      </form>
      {handed && (
        <div className={styles.copied}>
          <Copied label={say("Answer code")} text={handed.code} />
          <p>
            <button
              type="button"
              className="button-small"
              onClick={() =>
                saveFile(
                  `answer-${lesson.slug}.json`,
                  `${JSON.stringify(handed.file, null, 1)}\n`,
                  "application/json",
                )
              }
            >
              {say("Save as a file")}
            </button>
          </p>
        </div>
      )}
    </TitledDialog>
  );
}
