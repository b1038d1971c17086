import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { exampleText } from "../../families/clicks/pictures/example-text.ts";
import { LabelledGrid } from "../../families/clicks/pictures/labelled-grid.tsx";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** How products of more and more inputs appear from layer to layer, for one example. */
export function OrdersPicture({ opened }: { opened: Opened }) {
  const [example, setExample] = useState(0);
  const reading = useReading("orders", { example });
  const layers = reading?.lengths ?? [];
  const top = Math.max(1, ...layers.map((parts) => parts.length - 1));
  const constant = layers.some((parts) => parts[0]! > 0);
  const orders = Array.from({ length: top + 1 }, (_, order) => order).filter(
    (order) => order > 0 || constant,
  );
  const highest = (layers.at(-1)?.length ?? 1) - 1;
  const sentence = reading
    ? `${exampleText(reading.example, opened.catalogue)}: after ${layers.length - 1} ${layers.length === 2 ? "layer" : "layers"} products of up to ${highest} ${highest === 1 ? "input" : "inputs"} are there. Worked out exactly from W and b.`
    : "Which products of inputs a layer holds.";
  const planted = (reading?.target.length ?? 0) > 0;
  const rows = [
    ...(reading && reading.toScore.length > 0
      ? [{ name: "adds to s", values: reading.toScore }]
      : []),
    ...(planted ? [{ name: "target", values: reading!.target }] : []),
  ];
  const reach = Math.max(1e-9, ...layers.flat());
  const reachScore = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map(Math.abs)));
  const names = orders.map((order) => `order ${order}`);
  return (
    <Picture
      title="Orders of products, layer by layer"
      sentence={sentence}
      empty={reading ? undefined : "Layers and their orders will stand here."}
      aside={
        <button type="button" className="button-small" onClick={() => setExample(example + 1)}>
          Another example
        </button>
      }
      table={() => ({
        columns: [
          { name: "Layer" },
          ...orders.map((order) => ({ name: `Order ${order}`, format: valueText })),
        ],
        rows: [
          ...layers.map((parts, l) => [`x${l}`, ...orders.map((order) => parts[order] ?? 0)]),
          ...rows.map(({ name, values }) => [name, ...orders.map((order) => values[order] ?? 0)]),
        ],
      })}
    >
      {reading && (
        <div className={styles.stack}>
          <LabelledGrid
            name={`Length of the part of each order in each layer: ${sentence}`}
            rows={layers.map((_, l) => `|x${"₀₁₂₃₄₅₆"[l]}|`)}
            columns={names}
            value={(l, c) => layers[l]![orders[c]!] ?? null}
            reach={reach}
            format={valueText}
          />
          {rows.length > 0 && (
            <LabelledGrid
              name={`What each order adds: ${rows.map((row) => `${row.name} ${orders.map((order) => signedText(row.values[order] ?? 0)).join(", ")}`).join("; ")}`}
              rows={rows.map(({ name }) => name)}
              columns={names}
              value={(r, c) => rows[r]!.values[orders[c]!] ?? 0}
              reach={reachScore}
              format={signedText}
            />
          )}
        </div>
      )}
    </Picture>
  );
}
