/** One table of the course: every model that the reader has trained, by what can be compared with what. */
import { useEffect, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { csvOf } from "../parts/csv.ts";
import { saveFile } from "../parts/save-file.ts";
import type { Course } from "../session/course.ts";
import {
  bestTwo,
  type Compared,
  courseTable,
  type TableGroup,
  type TableRow,
  type Work,
} from "../session/course-table.ts";
import { readWork, workKey } from "../session/keeping.ts";
import { linkOf } from "../session/link.ts";
import { settingsText } from "../session/run-words.ts";
import { storage } from "../session/storage.ts";
import styles from "./course-table.module.css";

interface Props {
  readonly course: Course;
  /** What a lesson declares: it is loaded here for its metrics and its settings. */
  readonly declare: (slug: string) => Promise<Lesson | undefined>;
  /** "h1" where it is the page. */
  readonly heading?: "h1" | "h2";
}

export default function CourseTable({ course, declare, heading: Heading = "h2" }: Props) {
  const work = useWork({ course, declare });
  if (!work) return <p>{say("Loading …")}</p>;
  const groups = courseTable(work);
  const Below = Heading === "h1" ? "h2" : "h3";
  const missing = work.filter(({ lesson, runs }) => lesson.ruler && !runs.some(isFinished));
  const save = () => saveFile("models-of-the-course.csv", csvOf(csvRows(groups)), "text/csv");
  return (
    <section className={styles.table} aria-labelledby="course-table">
      <div className={styles.head}>
        <Heading id="course-table">{say("All models that you have trained")}</Heading>
        <button type="button" disabled={groups.length === 0} onClick={save}>
          {say("Export CSV")}
        </button>
      </div>
      <p>
        {groups.length === 0
          ? say("No run has finished in this browser yet. These are a start:")
          : say(
              "Runs that have finished, kept in this browser; seeds of the same settings are one row. Only what stands in one table is asked the same: other tables have other questions, and their numbers are not to be compared.",
            )}
      </p>
      {groups.map((group) => (
        <Group key={`${group.ruler} ${group.dataset.name}`} group={group} Heading={Below} />
      ))}
      {missing.length > 0 && (
        <>
          {groups.length > 0 && <Below>{say("Not trained yet")}</Below>}
          <ul className={styles.missing}>
            {missing.map(({ lesson }) => (
              <li key={lesson.slug}>
                <a href={`#/lessons/${lesson.slug}`}>{say(lesson.title)}</a>{" "}
                {typeof lesson.ruler?.seconds === "number" && (
                  <small>
                    {say("about {n} s on two cores without a graphics card", {
                      n: countText(lesson.ruler.seconds),
                    })}
                  </small>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const isFinished = ({ status, fork }: Work["runs"][number]) => status === "finished" && !fork;

function useWork({
  course,
  declare,
}: Pick<Props, "course" | "declare">): readonly Work[] | undefined {
  const [work, setWork] = useState<readonly Work[]>();
  useEffect(() => {
    let current = true;
    const slugs = course.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
    const each = slugs.map(async (slug): Promise<Work[]> => {
      const [lesson, kept] = await Promise.all([declare(slug), storage.get(workKey(slug))]);
      return lesson ? [{ lesson, runs: readWork(kept)?.runs ?? [] }] : [];
    });
    void Promise.all(each).then((all) => current && setWork(all.flat()));
    return () => {
      current = false;
    };
  }, [course, declare]);
  return work;
}

type Order = "metric" | "seconds" | "parameters";

function Group({ group, Heading }: { group: TableGroup; Heading: "h2" | "h3" }) {
  const [order, setOrder] = useState<Order>("metric");
  const { metric, dataset } = group;
  const rows = sorted(group.rows, order);
  const compared = bestTwo(group);
  const heads: readonly (readonly [Order, string])[] = [
    ["metric", metric.name],
    ["seconds", say("Time to train")],
    ["parameters", say("Numbers learnt")],
  ];
  const name = `${say(group.ruler)}, ${dataset.label ?? dataset.name}`;
  return (
    <section aria-label={name}>
      <Heading>{name}</Heading>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={say("Table: {name}", { name })}>
        <table aria-label={name}>
          <thead>
            <tr>
              <th scope="col">{say("Model")}</th>
              {heads.map(([id, text]) => (
                <th key={id} scope="col" aria-sort={order === id ? sortOf(id, group) : "none"}>
                  <button type="button" onClick={() => setOrder(id)}>
                    {text}
                  </button>
                </th>
              ))}
              <th scope="col">{say("Noise")}</th>
              <th scope="col">{say("Reads")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.run.id} row={row} group={group} />
            ))}
            {group.apart.map((row) => (
              <Row key={row.run.id} row={row} group={group} />
            ))}
          </tbody>
        </table>
      </section>
      {compared && <p className={styles.said}>{comparedText(compared, group)}</p>}
    </section>
  );
}

function Row({ row, group }: { row: TableRow; group: TableGroup }) {
  const { lesson, run, setup, seconds, parameters, unlike } = row;
  return (
    <tr data-apart={unlike ? "" : undefined}>
      <th scope="row">
        <a href={linkOf(lesson, setup)}>{say(lesson.title)}</a>{" "}
        <small>{settingsText(lesson, run)}</small>
      </th>
      <td>{unlike ? say("not compared: {why}", { why: tell(unlike) }) : meanText(row, group)}</td>
      <td>
        {say("{n} s", { n: secondsText(seconds) })} <small>{run.backend.name}</small>
      </td>
      <td>{parameters === null ? say("not kept") : countText(parameters)}</td>
      <td>{noiseText(row, group)}</td>
      <td>{lesson.ruler ? tell(lesson.ruler.reads(setup.config)) : ""}</td>
    </tr>
  );
}

const meanText = ({ mean }: TableRow, { metric }: TableGroup) =>
  Number.isFinite(mean) ? mean.toFixed(metric.digits) : say("not measured");

const secondsText = (seconds: number) => (seconds < 10 ? seconds.toFixed(1) : countText(seconds));

/** By seeds, where there are some, and by people, where ranks say it. */
function noiseText(
  { deviation, seeds, people }: TableRow,
  { metric, dataset }: TableGroup,
): string {
  const bySeeds =
    deviation === null
      ? say("one seed")
      : say("± {d} over {n} seeds", { d: deviation.toFixed(metric.digits), n: seeds });
  if (people === null) return bySeeds;
  return say("{seeds}; ± {d} by {n} people", {
    seeds: bySeeds,
    d: people.toFixed(metric.digits),
    n: countText(dataset.users),
  });
}

/** The best two lessons side by side: what their difference is, and what it is not. */
export function comparedText(compared: Compared, { metric, dataset }: TableGroup): string {
  const { better, other, difference, people, seeds, apart } = compared;
  const text = (value: number) => value.toFixed(metric.digits);
  const nameOf = ({ lesson }: TableRow) => say(lesson.title);
  const readsOf = ({ lesson, setup }: TableRow) =>
    lesson.ruler ? tell(lesson.ruler.reads(setup.config)) : "";
  const values = {
    a: nameOf(better),
    b: nameOf(other),
    x: text(better.mean),
    y: text(other.mean),
    metric: metric.name,
    d: text(difference),
    p: text(people),
    n: countText(dataset.users),
    ra: readsOf(better),
    rb: readsOf(other),
    seeds: seeds === null ? say("seeds are too few to tell") : say("± {s}", { s: text(seeds) }),
  };
  const first = say(
    "{a} has {x} beside {b}’s {y} in {metric}: the same films of the same people, but not the same network twice. {a} reads {ra}; {b} reads {rb}.",
    values,
  );
  const second = apart
    ? say(
        "They are {d} apart, more than twice what is left open by having only {n} people (at least ± {p} for the difference) and by seeds ({seeds}).",
        values,
      )
    : say(
        "They are {d} apart, within twice of what is left open by having only {n} people (at least ± {p} for the difference) or by seeds ({seeds}): which one is better, nobody knows from this.",
        values,
      );
  return `${first} ${second}`;
}

function sorted(rows: readonly TableRow[], order: Order): readonly TableRow[] {
  if (order === "metric") return rows;
  const of = (row: TableRow) =>
    (order === "seconds" ? row.seconds : row.parameters) ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((a, b) => of(a) - of(b));
}

const sortOf = (order: Order, { metric }: TableGroup) =>
  order === "metric" && metric.better === "higher" ? "descending" : "ascending";

function csvRows(groups: readonly TableGroup[]): (string | number)[][] {
  const head = [
    ...["ruler", "dataset", "lesson", "settings", "compared", "metric", "mean", "seeds"],
    ...[
      "deviation of seeds",
      "standard error by people",
      "seconds",
      "numbers learnt",
      "reads",
      "link",
    ],
  ];
  const rows = groups.flatMap((group) =>
    [...group.rows, ...group.apart].map((row) => [
      say(group.ruler),
      group.dataset.label ?? group.dataset.name,
      say(row.lesson.title),
      settingsText(row.lesson, row.run),
      row.unlike ? tell(row.unlike) : say("yes"),
      group.metric.name,
      Number.isFinite(row.mean) ? row.mean : "",
      row.seeds,
      row.deviation ?? "",
      row.people ?? "",
      row.seconds.toFixed(1),
      row.parameters ?? "",
      row.lesson.ruler ? tell(row.lesson.ruler.reads(row.setup.config)) : "",
      new URL(linkOf(row.lesson, row.setup), location.href).href,
    ]),
  );
  return [head, ...rows];
}
