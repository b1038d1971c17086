/** Where a class's homework comes together: codes and files in, a table, histograms and CSV out. */
import { useEffect, useId, useRef, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { errorText } from "../language/tell.ts";
import { csvOf } from "../parts/csv.ts";
import { saveFile } from "../parts/save-file.ts";
import { grade } from "../prose/grade.ts";
import { type Collected, checkAgain, histogramOf } from "../session/collected.ts";
import { spareClient } from "../session/engine-client.ts";
import { type HandedIn, isIntact, readHandedIn, taskOf } from "../session/homework.ts";
import { numberIn, optionIn } from "../session/options.ts";
import { findPrediction } from "../session/predictions.ts";
import type { Run } from "../session/state.ts";
import { storage } from "../session/storage.ts";
import styles from "./collect-page.module.css";

/** What is collected stays in this browser under this key. */
const KEY = "collected";

interface Props {
  readonly declare: (slug: string) => Promise<Lesson | undefined>;
}

export default function CollectPage({ declare }: Props) {
  const { all, lessons, change } = useCollected(declare);
  const [said, setSaid] = useState("");
  const [training, setTraining] = useState<string | null>(null);
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);

  const add = async (given: readonly string[]) => {
    const read = await Promise.all(given.map(readHandedIn));
    const handed = read.flatMap((one) => one.handed);
    const wrong = read.flatMap((one) => one.wrong);
    const added: Collected[] = [];
    for (const one of handed) {
      const key = JSON.stringify(one);
      if ([...all, ...added].some((known) => known.key === key)) continue;
      added.push({ key, handed: one, intact: await isIntact(one) });
    }
    change([...all, ...added]);
    setSaid(saidOf(added.length, handed.length - added.length, wrong));
    if (wrong.length === 0 && text.current) text.current.value = "";
  };

  const check = async (those: readonly Collected[]) => {
    const client = spareClient();
    const trained: Record<string, Run[]> = {};
    let now = all;
    try {
      for (const one of those) {
        const lesson = lessons[one.handed.lesson];
        if (!lesson) continue;
        setTraining(one.key);
        trained[lesson.slug] ??= [];
        const checked = await checkAgain(lesson, one.handed, client, trained[lesson.slug]!).catch(
          (error: unknown) => ({ differs: [errorText(error)], runs: 0 }),
        );
        now = now.map((other) => (other.key === one.key ? { ...other, checked } : other));
        change(now);
      }
    } finally {
      setTraining(null);
      client.restart();
    }
  };

  return (
    <div className="page">
      <h1>{say("Homework of a class")}</h1>
      <p>
        {say(
          "Paste answer codes, one a line, or choose files. Everything stays in this browser. A signature shows that an answer was not changed by hand; whoever knows how can sign anew, so press “Train again”: it trains the same runs here and compares.",
        )}
      </p>
      <form
        className={styles.give}
        onSubmit={(event) => {
          event.preventDefault();
          void add([text.current?.value ?? ""]);
        }}
      >
        <label htmlFor={`${id}-codes`}>{say("Answer codes")}</label>
        <textarea id={`${id}-codes`} ref={text} rows={4} />
        <div className={styles.buttons}>
          <button type="submit" className="button button-primary">
            {say("Add")}
          </button>
          <label className="button">
            {say("Add files")}
            <input
              className="visually-hidden"
              type="file"
              multiple
              accept=".json,.txt"
              onChange={async ({ target }) => {
                await add(await Promise.all([...(target.files ?? [])].map((file) => file.text())));
                target.value = "";
              }}
            />
          </label>
          <span role="status">{said}</span>
        </div>
      </form>
      {all.length > 0 && (
        <>
          <div className={styles.buttons}>
            <button
              type="button"
              className="button"
              disabled={training !== null}
              onClick={() => void check(all.filter(({ checked }) => !checked))}
            >
              {say("Train all again")}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => saveFile("homework.csv", csvOfAll(all, lessons), "text/csv")}
            >
              {say("Export CSV")}
            </button>
            <button type="button" className="button" onClick={() => change([])}>
              {say("Forget all answers")}
            </button>
          </div>
          <Answers
            all={all}
            lessons={lessons}
            training={training}
            check={(one) => void check([one])}
            remove={(one) => change(all.filter((other) => other !== one))}
          />
          {Object.values(lessons).map((lesson) => (
            <Histograms
              key={lesson.slug}
              lesson={lesson}
              answers={all.map(({ handed }) => handed).filter((one) => one.lesson === lesson.slug)}
            />
          ))}
        </>
      )}
    </div>
  );
}

/** What is kept here, with the lessons that it speaks of. */
function useCollected(declare: Props["declare"]) {
  const [all, setAll] = useState<readonly Collected[]>([]);
  const [lessons, setLessons] = useState<Readonly<Record<string, Lesson>>>({});
  useEffect(() => {
    void storage.get(KEY).then((kept) => Array.isArray(kept) && setAll(kept as Collected[]));
  }, []);
  const slugs = [...new Set(all.map(({ handed }) => handed.lesson))].sort().join(" ");
  useEffect(() => {
    let current = true;
    const load = async () => {
      const found = await Promise.all(slugs.split(" ").filter(Boolean).map(declare));
      const known = found.flatMap((lesson) => lesson ?? []);
      if (current) setLessons(Object.fromEntries(known.map((lesson) => [lesson.slug, lesson])));
    };
    void load();
    return () => {
      current = false;
    };
  }, [slugs, declare]);
  const change = (next: readonly Collected[]) => {
    setAll(next);
    void storage.set(KEY, next);
  };
  return { all, lessons, change };
}

function saidOf(added: number, known: number, wrong: readonly string[]): string {
  const parts = [say("{n} added.", { n: added })];
  if (known > 0) parts.push(say("{n} were here already.", { n: known }));
  if (wrong.length > 0) {
    parts.push(
      say("{n} could not be read: {which}. Ask for the code again, whole.", {
        n: wrong.length,
        which: wrong.slice(0, 3).join(", "),
      }),
    );
  }
  return parts.join(" ");
}

interface AnswersProps {
  readonly all: readonly Collected[];
  readonly lessons: Readonly<Record<string, Lesson>>;
  readonly training: string | null;
  readonly check: (one: Collected) => void;
  readonly remove: (one: Collected) => void;
}

function Answers({ all, lessons, training, check, remove }: AnswersProps) {
  return (
    <div className={styles.table}>
      <table aria-label={say("Answers")}>
        <thead>
          <tr>
            <th scope="col">{say("Name")}</th>
            <th scope="col">{say("Lesson")}</th>
            <th scope="col">{say("Handed in at")}</th>
            <th scope="col">{say("Predictions right")}</th>
            <th scope="col">{say("Goals reached")}</th>
            <th scope="col">{say("Signature")}</th>
            <th scope="col">{say("Trained again")}</th>
            <th scope="col">
              <span className="visually-hidden">{say("What can be done")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => {
            const row = rowOf(one, lessons);
            return (
              <tr key={one.key}>
                <th scope="row">{one.handed.name}</th>
                <td>{row.lesson}</td>
                <td>{one.handed.made.slice(0, 16).replace("T", " ")}</td>
                <td>{row.predictions}</td>
                <td>{row.goals}</td>
                <td data-wrong={one.intact === false || undefined}>{row.signature}</td>
                <td data-wrong={(one.checked && one.checked.differs.length > 0) || undefined}>
                  {training === one.key ? say("training …") : row.checked}
                </td>
                <td>
                  <button
                    type="button"
                    className="button-small"
                    disabled={training !== null || !lessons[one.handed.lesson]}
                    aria-label={say("Train again what {name} handed in", { name: one.handed.name })}
                    onClick={() => check(one)}
                  >
                    {say("Train again")}
                  </button>{" "}
                  <button
                    type="button"
                    className="button-small"
                    aria-label={say("Remove the answer of {name}", { name: one.handed.name })}
                    onClick={() => remove(one)}
                  >
                    {say("Remove")}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** An answer in words, for the table and for CSV. */
function rowOf({ handed, intact, checked }: Collected, lessons: AnswersProps["lessons"]) {
  const lesson = lessons[handed.lesson];
  const task = lesson && taskOf(lesson, handed.task);
  const right = lesson ? rightOf(lesson, handed) : 0;
  return {
    lesson: lesson
      ? say(lesson.title)
      : say("{slug}, which is no lesson here", { slug: handed.lesson }),
    predictions: say("{n} of {all}", { n: right, all: task?.predictions.length ?? 0 }),
    goals: say("{n} of {all}", { n: handed.goals.length, all: task?.goals.length ?? 0 }),
    signature:
      intact === null
        ? say("not signed")
        : intact
          ? say("as handed in")
          : say("changed after it was handed in"),
    checked: !checked
      ? say("not yet")
      : checked.differs.length === 0
        ? say("the same numbers")
        : say("other numbers: {which}", { which: checked.differs.join("; ") }),
  };
}

/** Graded here: what the answer says of itself does not count. A curve or a value is neither right nor wrong. */
function rightOf(lesson: Lesson, { predictions }: HandedIn): number {
  return predictions.filter(({ id, answer, outcome, curve }) => {
    const prediction = findPrediction(lesson, id);
    if (!prediction) return false;
    try {
      return grade(prediction, answer, { outcome, curve })?.right === true;
    } catch {
      // Numbers that the question needs are missing.
      return false;
    }
  }).length;
}

function csvOfAll(all: readonly Collected[], lessons: AnswersProps["lessons"]): string {
  const head = [
    "name",
    "lesson",
    "handed in",
    "predictions right",
    "goals reached",
    "signature",
    "trained again",
    "answers",
  ];
  const rows = all.map((one) => {
    const row = rowOf(one, lessons);
    const answers = one.handed.predictions.map(
      ({ id, answer }) => `${id}=${optionIn(answer) ?? numberIn(answer)}`,
    );
    return [
      one.handed.name,
      one.handed.lesson,
      one.handed.made,
      row.predictions,
      row.goals,
      row.signature,
      row.checked,
      answers.join("; "),
    ];
  });
  return csvOf([head, ...rows]);
}

/** What the class predicted, question by question. */
function Histograms({ lesson, answers }: { lesson: Lesson; answers: readonly HandedIn[] }) {
  const asked = lesson.steps.flatMap(({ prediction }) => {
    const given = answers.flatMap(({ predictions }) =>
      predictions.flatMap(({ id, answer }) => (id === prediction?.id ? answer : [])),
    );
    return prediction && given.length > 0 ? [{ prediction, given }] : [];
  });
  return asked.map(({ prediction, given }) => {
    const bars = histogramOf(prediction, given);
    const most = Math.max(1, ...bars.map(({ count }) => count));
    return (
      <figure key={prediction.id} className={styles.histogram}>
        <figcaption>{say(prediction.question)}</figcaption>
        <table>
          <tbody>
            {bars.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">{say(label)}</th>
                <td>
                  <i style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden="true" />
                </td>
                <td>{countText(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
    );
  });
}
