import { useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { type Task, taskText, wholeTask } from "../session/homework.ts";
import styles from "./share.module.css";

interface Props {
  readonly lesson: Lesson;
  readonly change: (task: string) => void;
}

/** What of a lesson a class is to do: the link then asks for it, and for its answers. */
export default function HomeworkChoice({ lesson, change }: Props) {
  const all = wholeTask(lesson);
  const [task, setTask] = useState<Task>({ predictions: [], goals: [] });
  const toggle = (part: keyof Task, id: string) => {
    const has = task[part].includes(id);
    // In the order of the lesson, however they are chosen.
    const ids = all[part].filter((other) => (other === id ? !has : task[part].includes(other)));
    const next = { ...task, [part]: ids };
    setTask(next);
    change(taskText(next));
  };
  const title = (is: (step: Lesson["steps"][number]) => boolean) =>
    say(lesson.steps.find(is)?.title ?? "");
  return (
    <details className={styles.homework}>
      <summary>{say("Homework: what the link asks for")}</summary>
      <p>
        {say(
          "Whoever opens the link sees what is to be done, and hands in a code or a file. Collect them on {page}.",
          { page: `${location.href.split("#")[0]}#/collect` },
        )}
      </p>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{say("Homework")}</legend>
        {all.predictions.map((id) => (
          <label key={id} className={styles.choice}>
            <input
              type="checkbox"
              checked={task.predictions.includes(id)}
              onChange={() => toggle("predictions", id)}
            />
            <span>
              {say("Predict: {section}", {
                section: title(({ prediction }) => prediction?.id === id),
              })}
            </span>
          </label>
        ))}
        {all.goals.map((id) => (
          <label key={id} className={styles.choice}>
            <input
              type="checkbox"
              checked={task.goals.includes(id)}
              onChange={() => toggle("goals", id)}
            />
            <span>
              {say("Goal: {goal}", {
                goal: say(lesson.steps.find((step) => step.id === id)?.goal?.says ?? ""),
              })}
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
