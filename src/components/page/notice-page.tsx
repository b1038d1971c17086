import { Link } from "wouter";
import { say } from "../language/say.ts";
import type { Course } from "../session/course.ts";
import { usePageTitle } from "./page-title.ts";

/** For a link that leads nowhere: says so, and what there is instead. */
export function NoticePage({ sentence, course }: { sentence: string; course: Course }) {
  usePageTitle(say("Not found"));
  const ready = course.flatMap(({ lessons }) => lessons).filter((lesson) => lesson.ready);
  return (
    <div className="page">
      <h1>{say("Nothing is at this address")}</h1>
      <p role="status">
        {sentence} {say("These lessons are there:")}
      </p>
      <ul className="plain-list">
        {ready.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/lessons/${slug}`}>{say(title)}</Link>
          </li>
        ))}
        <li>
          <Link href="/">{say("The whole course")}</Link>
        </li>
      </ul>
    </div>
  );
}
