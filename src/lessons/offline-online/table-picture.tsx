/** What every offline number says of every model, and what they are worth online. */
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { tell } from "../../components/language/tell.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import { BOUND } from "./ab-test.ts";
import { isEstimate, NAMES } from "./estimators.ts";
import { IntervalPlot } from "./interval-plot.tsx";
import { chooseModel, NAME, three, useChosen } from "./looks.ts";
import { MODELS, type Row } from "./models.ts";
import styles from "./offline.module.css";
import type { probes, TableReading } from "./probes.ts";
import { ESTIMATORS } from "./settings.ts";

const useReading = readingsOf<typeof probes>();

export function TablePicture() {
  const reading = useReading("table");
  const policy = useSession(({ setup }) => setup.config.policy) as Row["model"];
  const estimator = useSession(({ setup }) => setup.config.estimator);
  const chosen = useChosen((state) => state.model) ?? policy;
  const row = reading?.rows.find(({ model }) => model === chosen);
  const sentence =
    row && reading ? sentenceOf(row, reading, estimator) : "What the log says, and what is true.";
  return (
    <Picture
      title="Offline numbers against the truth"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no log of lists: see By price."
          : row
            ? undefined
            : "The intervals appear when the models are there."
      }
      table={() => ({
        columns: [
          { name: "Model" },
          { name: "NDCG@10", format: three },
          ...NAMES.flatMap((name) => [
            { name, format: three },
            { name: `${name}: ±`, format: three },
            { name: `${name}: effective rows`, format: countText },
            { name: `${name}: never shown`, format: percentText },
          ]),
          { name: "Online", format: three },
        ],
        rows: (reading?.rows ?? []).map((one) => [
          NAME[one.model],
          one.ndcg,
          ...NAMES.flatMap((name) => {
            const answer = one.answers[name];
            return isEstimate(answer)
              ? [answer.value, BOUND * answer.error, answer.effective, answer.missing]
              : [null, null, null, null];
          }),
          one.online,
        ]),
      })}
      aside={
        <span className={styles.tools}>
          {MODELS.map((model) => (
            <button
              key={model}
              type="button"
              aria-pressed={model === chosen}
              onClick={() => chooseModel(model)}
            >
              {NAME[model]}
            </button>
          ))}
        </span>
      }
    >
      {row && reading && (
        <div className={styles.stack}>
          <IntervalPlot row={row} name={`Intervals of five estimators. ${sentence}`} />
          <div className={styles.scroll}>
            <Numbers rows={reading.rows} />
          </div>
        </div>
      )}
    </Picture>
  );
}

/** All models by all numbers; the first of each column is strong. */
function Numbers({ rows }: { readonly rows: readonly Row[] }) {
  const columns = [
    { name: "NDCG@10", of: (row: Row) => row.ndcg },
    ...NAMES.map((name) => ({
      name,
      of: (row: Row) => {
        const answer = row.answers[name];
        return isEstimate(answer) ? answer.value : null;
      },
    })),
    { name: "Online", of: (row: Row) => row.online },
  ];
  return (
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
        {rows.map((row) => (
          <tr key={row.model}>
            <th scope="row">{NAME[row.model]}</th>
            {columns.map(({ name, of }) => {
              const value = of(row);
              const first = value !== null && rows.every((other) => (of(other) ?? -1) <= value);
              const text = value === null ? "–" : three(value);
              return <td key={name}>{first ? <strong>{text}</strong> : text}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sentenceOf(row: Row, { rows, chosen }: TableReading, estimator: unknown): string {
  const { DR, IPS } = row.answers;
  const best = rows.toSorted((a, b) => b.online - a.online)[0]!;
  const by = ESTIMATORS.find(({ value }) => value === estimator)!.label;
  const first = `First by ${by}: ${chosen ? NAME[chosen] : "it says nothing"}; first online: ${NAME[best.model]}.`;
  if (!isEstimate(DR) || !isEstimate(IPS)) {
    const why = [DR, IPS].flatMap((answer) => (isEstimate(answer) ? [] : [tell(answer.why)]))[0]!;
    return `${why}. ${first}`;
  }
  const missing =
    DR.missing > 0.001
      ? ` ${percentText(DR.missing)} of its choices are never in this log, and no estimator has seen them.`
      : "";
  return `“${NAME[row.model]}” wins ${three(row.online)} clicks a visit online; IPS says ${three(IPS.value)} ± ${three(BOUND * IPS.error)} from ${countText(IPS.effective)} effective rows, DR ${three(DR.value)} ± ${three(BOUND * DR.error)}.${missing} ${first}`;
}
