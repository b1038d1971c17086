/** How the order of the models changes when the offline numbers obey the rules that hold online. */
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import { isEstimate } from "./estimators.ts";
import { NAME, three } from "./looks.ts";
import type { Row } from "./models.ts";
import styles from "./offline.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** The doubly robust estimate; the direct method’s where there are no propensities. */
const offline = (row: Row): number | null => {
  const { DR, DM } = row.answers;
  return isEstimate(DR) ? DR.value : isEstimate(DM) ? DM.value : null;
};

/** Places by a number, from 1. */
function placesOf(
  rows: readonly Row[],
  of: (row: Row) => number | null,
): Map<Row["model"], number> {
  const order = rows.toSorted((a, b) => (of(b) ?? -1) - (of(a) ?? -1));
  return new Map(order.map(({ model }, n) => [model, n + 1]));
}

export function RulesPicture() {
  const reading = useReading("table");
  const rules = useSession(({ setup }) => setup.config.rules);
  const columns = reading
    ? [
        { name: "offline, without", rows: reading.rows, of: offline },
        { name: "offline, with", rows: reading.ruled, of: offline },
        { name: "online, with", rows: reading.ruled, of: (row: Row) => row.online },
      ].map((column) => ({ ...column, places: placesOf(column.rows, column.of) }))
    : [];
  const order = (n: number) =>
    [...(columns[n]?.places ?? [])].map(([model]) => NAME[model]).join(", ");
  const sentence = !reading
    ? "The models in order, with and without the rules."
    : rules === "none"
      ? "No rule is in force online: choose one, and the two offline columns part."
      : order(0) === order(1)
        ? `The rules take clicks from every model and leave their order: ${order(1)}.`
        : `Without the rules the offline order is ${order(0)}; with them it is ${order(1)}. Online it is ${order(2)}.`;
  return (
    <Picture
      title="The rules in the offline table"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no lists: see By price."
          : reading
            ? undefined
            : "The table appears when the models are there."
      }
      table={() => ({
        columns: [{ name: "Model" }, ...columns.map(({ name }) => ({ name, format: three }))],
        rows: reading!.rows.map(({ model }) => [
          NAME[model],
          ...columns.map(({ rows, of }) => of(rows.find((row) => row.model === model)!)),
        ]),
      })}
    >
      {reading && (
        <div className={styles.scroll}>
          <table className={styles.numbers}>
            <thead>
              <tr>
                <th scope="col">model</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reading.rows.map(({ model }) => (
                <tr key={model}>
                  <th scope="row">{NAME[model]}</th>
                  {columns.map(({ name, rows, of, places }) => {
                    const value = of(rows.find((row) => row.model === model)!);
                    return (
                      <td key={name}>
                        {value === null ? "–" : three(value)} <small>({places.get(model)}.)</small>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}
