import { say } from "../language/say.ts";
import { countText } from "./number-text.ts";
import styles from "./picture.module.css";
import { cellText, rowsLeftOut, SHOWN_ROWS, type TableData } from "./table-data.ts";

/** The numbers of a picture as a table; long ones are cut and the rest is counted. */
export function DataTable({ name, table }: { name: string; table: TableData }) {
  const left = rowsLeftOut(table);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.table} aria-label={say("Data of {name}", { name })} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.name} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, SHOWN_ROWS).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
            <tr key={at}>
              {table.columns.map((column, index) => (
                <td key={column.name} data-number={typeof row[index] === "number" || undefined}>
                  {cellText(row[index], column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length === 0 && <p>{say("No numbers yet.")}</p>}
      {left > 0 && (
        <p>
          {left === 1
            ? say("and 1 more row, not shown.")
            : say("and {n} more rows, not shown.", { n: countText(left) })}
        </p>
      )}
    </section>
  );
}
