import {
  columnName,
  ROLES,
  type Role,
  type TablePlan,
  type Use,
} from "../../engine/own-data/columns.ts";
import type { TableHead } from "../../engine/own-data/reader.ts";
import type { TextWish } from "../../engine/own-data/table.ts";
import { say, word } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { MeaningChoices } from "./meaning-choices.tsx";
import styles from "./own-data.module.css";
import { TextChoices, written } from "./text-choices.tsx";

interface Props {
  readonly head: TableHead;
  readonly plan: TablePlan;
  readonly change: (plan: TablePlan) => void;
  /** Reads the file's text in another way. */
  readonly reopen: (wish: TextWish) => void;
}

const USES: readonly { readonly use: Use; readonly label: string }[] = [
  { use: "interactions", label: word("the interactions") },
  { use: "items", label: word("the items") },
  { use: "none", label: word("nothing that is needed") },
];
/** The name of a column; one without a name is known by its number. */
function columnText(name: string): string {
  const [, n] = /^Column (\d+)$/.exec(name) ?? [];
  return n ? say("Column {n}", { n }) : name;
}

/** The first rows of a table, and which column is what: a guess that can be corrected. */
export function TableView({ head, plan, change, reopen }: Props) {
  const { name, rows, why } = head;
  const firstRows = say("First rows of {name}", { name });
  const columns = plan.roles.map((role, c) => ({
    role,
    name: columnText(columnName(rows, plan, c)),
    c,
  }));
  const body = plan.header ? rows.slice(1) : rows;
  const used = plan.use !== "none";
  const setRole = (c: number, role: Role) =>
    change({ ...plan, roles: plan.roles.map((own, at) => (at === c ? role : own)) });
  return (
    <section className={styles.table} aria-label={say("Table {name}", { name })}>
      <h3>
        {name} <small>{written(head)}</small>
      </h3>
      <div className={styles.choices}>
        <label>
          {say("This table holds")}{" "}
          <select
            className="select"
            value={plan.use}
            onChange={({ target }) => change({ ...plan, use: target.value as Use })}
          >
            {USES.map(({ use, label }) => (
              <option key={use} value={use}>
                {say(label)}
              </option>
            ))}
          </select>
        </label>
        <TextChoices head={head} reopen={reopen} />
        {used && (
          <label>
            <input
              type="checkbox"
              checked={plan.header}
              onChange={({ target }) => change({ ...plan, header: target.checked })}
            />{" "}
            {say("The first line holds names")}
          </label>
        )}
        {plan.use === "interactions" && <MeaningChoices plan={plan} change={change} />}
      </div>
      {used && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
        <section className={styles.scroll} aria-label={firstRows} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map(({ name: column, role, c }) => (
                  <th key={c} scope="col">
                    <span>{column}</span>
                    <select
                      className="select"
                      aria-label={say("What {column} is", { column })}
                      value={role}
                      data-none={role === "none" || undefined}
                      onChange={({ target }) => setRole(c, target.value as Role)}
                    >
                      {ROLES.map((known) => (
                        <option key={known.role} value={known.role}>
                          {tell(known.label)}
                        </option>
                      ))}
                    </select>
                    <small>
                      {head.plan.roles[c] === role ? tell(why[c]!) : say("as you said")}
                    </small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {body.map((row, r) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never move
                <tr key={r}>
                  {columns.map(({ c, role }) => (
                    <td key={c} data-none={role === "none" || undefined}>
                      {row[c]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
