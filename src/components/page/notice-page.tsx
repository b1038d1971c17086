import { Link } from "wouter";
import type { Course } from "./course.ts";
import { usePageTitle } from "./page-title.ts";

/** For a link that leads nowhere: says so, and what there is instead. */
export function NoticePage({ sentence, course }: { sentence: string; course: Course }) {
  usePageTitle("Not found");
  const ready = course.flatMap(({ lessons }) => lessons).filter((lesson) => lesson.ready);
  return (
    <div className="page">
      <h1>Nothing is at this address</h1>
      <p role="status">{sentence} These lessons are there:</p>
      <ul className="plain-list">
        {ready.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/lessons/${slug}`}>{title}</Link>
          </li>
        ))}
        <li>
          <Link href="/">The whole course</Link>
        </li>
      </ul>
    </div>
  );
}
