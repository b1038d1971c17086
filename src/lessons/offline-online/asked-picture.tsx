/** Which day, which cases, what a tie counts: three recommenders that only count, on the real ratings. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { type AskedReading, COUNTERS, type Protocol, SLICES } from "./asked-traps.ts";
import { three } from "./looks.ts";
import styles from "./offline.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function AskedPicture() {
  const reading = useReading("asked");
  const sentence = reading
    ? sentenceOf(reading)
    : "The same recommenders, asked about other cases.";
  const rows = reading ? protocolsIn(reading) : [];
  return (
    <Picture
      title="Which day, which cases, which ties"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The tables appear when the ratings are there."}
      table={() => ({
        columns: [
          { name: "Asked" },
          { name: "Cases", format: countText },
          ...COUNTERS.map((name) => ({ name, format: three })),
        ],
        rows: rows.map(({ name, of }) => [name, of.cases, ...COUNTERS.map((one) => of.ndcg[one])]),
      })}
    >
      {reading && (
        <div className={styles.stack}>
          <WordTable
            columns={["NDCG@10", "cases", ...COUNTERS]}
            rows={rows.map(({ name, of }) => [
              name,
              countText(of.cases),
              ...COUNTERS.map((one) => (of.cases > 0 ? three(of.ndcg[one]) : "–")),
            ])}
          />
          <WordTable
            columns={["NDCG@10, last film", "ties favour it", "any order", "ties against it"]}
            rows={reading.ties.map(({ model, favour, fair, against }) => [
              model,
              three(favour),
              three(fair),
              three(against),
            ])}
          />
        </div>
      )}
    </Picture>
  );
}

const SAID = {
  all: "all after one cut in time",
  warm: "of these: known film, known person",
  "new films": "of these: 10 ratings and fewer",
  "new people": "of these: nothing known before the cut",
} as const;

function protocolsIn({ last, cut }: AskedReading): { name: string; of: Protocol }[] {
  return [
    { name: "the last film of each person", of: last },
    ...(cut ? SLICES.map((slice) => ({ name: SAID[slice], of: cut.slices[slice] })) : []),
  ];
}

function sentenceOf({ last, cut, ties }: AskedReading): string {
  const order = ({ ndcg }: Protocol) => COUNTERS.toSorted((a, b) => ndcg[b] - ndcg[a]).join(", ");
  const same = ties.at(-1)!;
  const tie = `A model that says the same of every film has an NDCG@10 of ${three(same.favour)} where ties favour the held-out film, and of ${three(same.fair)} in any order.`;
  if (!cut) return `${tie} These data have no times, so there is no day to cut at.`;
  const [a, b] = [order(last), order(cut)];
  return `${a === b ? `Both protocols have the order ${a}` : `By last films the order is ${a}, by one day ${b}`}; new films have ${three(cut.slices["new films"].ndcg[COUNTERS[1]])} by item to item where all have ${three(cut.ndcg[COUNTERS[1]])}. ${tie}`;
}
