/** What must hold of any speller, read of the one on screen. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { ChecksReading } from "./checks.ts";
import styles from "./generative.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();
/** Sums of thousands of 32-bit numbers are as exact as this. */
const EXACT = 1e-3;

interface Check {
  readonly law: string;
  readonly read: string;
  /** Null where these names have nothing to try it on. */
  readonly holds: boolean | null;
}

export function ChecksPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const calm = useSession((state) => state.status.name !== "Training");
  const { setUser } = useActions();
  const reading = useReading("checks", { user, ask: calm });
  const checks = reading ? checksOf(reading, (film) => catalogue.titles[film] ?? "") : [];
  const tried = checks.filter(({ holds }) => holds !== null);
  const held = tried.filter(({ holds }) => holds).length;
  return (
    <Picture
      title="What must hold, trained or not"
      fill
      sentence={
        reading
          ? `${held} of ${tried.length} hold for user ${user}. They follow from what probabilities and names are, so they held before the first step, too; a speller that breaks one has a mistake in it.`
          : "What must hold of any speller, read of this one."
      }
      empty={reading ? undefined : "All films are scored when training rests."}
      table={() => ({
        columns: [{ name: "What must hold" }, { name: "Here" }, { name: "Holds" }],
        rows: checks.map(({ law, read, holds }) => [law, read, verdict(holds)]),
      })}
      aside={
        <span className={styles.who}>
          <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
        </span>
      }
    >
      {reading && (
        <div className={styles.scroll}>
          <table className={styles.words}>
            <thead>
              <tr>
                <th scope="col">what must hold</th>
                <th scope="col" className={styles.wide}>
                  here
                </th>
                <th scope="col">holds</th>
              </tr>
            </thead>
            <tbody>
              {checks.map(({ law, read, holds }) => (
                <tr key={law}>
                  <th scope="row">{law}</th>
                  <td className={styles.wide}>{read}</td>
                  <td>{verdict(holds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}

const verdict = (holds: boolean | null) =>
  holds === null ? "–" : holds ? "✓\u00a0yes" : "✗\u00a0no";

function checksOf(reading: ChecksReading, title: (film: number) => string): Check[] {
  const { constrained, free, width, same, first, exchanged } = reading;
  const close = (a: number, b: number) => Math.abs(a - b) <= EXACT * Math.max(a, b) + 1e-7;
  return [
    {
      law: "With the constraint, films have probability 1.",
      read: constrained.toFixed(4),
      holds: close(constrained, 1),
    },
    {
      law: "Without it, at most 1.",
      read: `${free.toFixed(4)}, names of no film the rest`,
      holds: free <= 1 + EXACT,
    },
    {
      law: "A wide beam finds the exact list.",
      read: `with width ${countText(width)}, the first ${same} of ${first}`,
      holds: same === first,
    },
    {
      law: "Exchange two last tokens: no other film changes.",
      read: exchanged
        ? `${exchanged.films.map(title).join(" and ")}: ${pair(exchanged.before)} become ${pair(exchanged.after)}; ${exchanged.others < 1e-6 ? "no other" : `another by ${exchanged.others.toExponential(1)}`}`
        : "no two unseen films differ in the last token only",
      holds:
        exchanged &&
        close(exchanged.before[0], exchanged.after[1]) &&
        close(exchanged.before[1], exchanged.after[0]) &&
        exchanged.others < 1e-6,
    },
  ];
}

const pair = (of: readonly [number, number]) => of.map((p) => p.toPrecision(2)).join(", ");
