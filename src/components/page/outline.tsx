import { Link, useRoute } from "wouter";
import { say } from "../language/say.ts";
import type { Course } from "../session/course.ts";

/** The course's lessons by group; a lesson that is not there yet is text, not a link. */
export function Outline({ course }: { course: Course }) {
  return (
    <nav aria-label={say("Course")} className="outline-nav">
      {course.map(({ group, lessons }) => (
        <section key={group} className="outline-group">
          <h2 className="outline-heading">{say(group)}</h2>
          <ul>
            {lessons.map(({ slug, title, ready }) => (
              <li key={slug}>
                {ready ? (
                  <LessonLink slug={slug} title={title} />
                ) : (
                  <span className="outline-lesson outline-to-come">
                    {say(title)} <small>{say("to come")}</small>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function LessonLink({ slug, title }: { slug: string; title: string }) {
  const [here] = useRoute(`/lessons/${slug}`);
  return (
    <Link
      href={`/lessons/${slug}`}
      className="outline-lesson"
      aria-current={here ? "page" : undefined}
    >
      {say(title)}
    </Link>
  );
}
