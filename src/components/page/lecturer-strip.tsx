/** What the course offers to somebody who stands in front of others. */
import { Link } from "wouter";
import { say } from "../language/say.ts";
import styles from "./lecturer-strip.module.css";

export default function LecturerStrip({ first }: { readonly first: string }) {
  const offers: readonly { readonly name: string; readonly text: string }[] = [
    {
      name: say("Present"),
      text: say("The question first, the answer on V. Drawn for the last row; nothing scrolls."),
    },
    {
      name: say("Votes of the hall"),
      text: say("Count hands by key, discuss, vote again, run, reveal. Notes in a second window."),
    },
    {
      name: say("Link any state"),
      text: say("Section, settings, seed, picture and step in a link, a frame or a code to scan."),
    },
    {
      name: say("Your own data"),
      text: say(
        "A table of user, item, time. Every lesson trains on it; it never leaves the browser.",
      ),
    },
    {
      name: say("Homework"),
      text: say("A link gives the task, a code or a file comes back, and runs are trained again."),
    },
    {
      name: say("Offline and on paper"),
      text: say(
        "After one visit it needs no network. Any lesson prints, with answers or to fill in.",
      ),
    },
  ];
  return (
    <section className={styles.strip} aria-label={say("For lecturers")}>
      <div className={styles.head}>
        <h2>{say("For lecturers")}</h2>
        <p>{say("The same seed gives the same curve, each time you give the lecture.")}</p>
        <p className={styles.links}>
          <a href={`#/lessons/${first}?present=1`}>{say("Open the stage")}</a>
          <Link href="/collect">{say("Collect homework")}</Link>
        </p>
      </div>
      <ul>
        {offers.map(({ name, text }) => (
          <li key={name}>
            <strong>{name}</strong>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
