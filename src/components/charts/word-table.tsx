import styles from "./word-table.module.css";

interface Props {
  readonly columns: readonly string[];
  /** The first cell of a row names it, and no other. */
  readonly rows: readonly (readonly string[])[];
  /** A list whose first rows stand for it on a stage. */
  readonly list?: boolean;
}

/** A table to be read rather than computed with; it scrolls where it has no room. */
export function WordTable({ columns, rows, list }: Props) {
  return (
    <div className={styles.scroll}>
      <table className={styles.words} data-list={list || undefined}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, ...others]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {others.map((text, n) => (
                <td key={columns[n + 1]}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
