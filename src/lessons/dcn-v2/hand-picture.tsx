import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { exampleText } from "../../families/clicks/pictures/example-text.ts";
import type { probes } from "./probes.ts";
import type { HandReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

/** One weight of the last cross layer: what it does to one example, and what the example does to it. */
export function HandPicture({ opened }: { opened: Opened }) {
  const [example, setExample] = useState(0);
  const [output, setOutput] = useState(0);
  const [input, setInput] = useState(1);
  const step = useSession((state) => state.step);
  const pass = useReading("pass", { example });
  const reading = useReading("hand", { example, output, input });
  const lr = useSession((state) => state.setup.config.lr as number);
  const names = pass?.blocks.map(({ name }) => name) ?? [];
  const close =
    reading &&
    Math.abs(reading.difference - reading.gradient) <= 0.02 * Math.abs(reading.gradient) + 2e-4;
  const sentence = reading
    ? `${exampleText(reading.example, opened.catalogue)}, step ${step}: the weight that lets ${reading.input} be multiplied with ${reading.output} is ${reading.gradient > 0 ? "pushed down" : reading.gradient < 0 ? "pushed up" : "left alone"}.`
    : "One weight of a cross layer, with all the numbers it meets.";
  const rows = reading ? rowsOf(reading, lr) : [];
  return (
    <Picture
      title="One weight, by hand"
      sentence={sentence}
      empty={
        reading === null
          ? "There is no cross layer with a matrix and x₀ here to take apart."
          : reading === undefined
            ? "One weight and its gradient will stand here, factor by factor."
            : undefined
      }
      aside={
        <>
          <Choose label="Output of the layer" names={names} value={output} onChange={setOutput} />
          <Choose label="Input of the layer" names={names} value={input} onChange={setInput} />
          <button type="button" className="button-small" onClick={() => setExample(example + 1)}>
            Another example
          </button>
        </>
      }
      table={() => ({
        columns: [{ name: "What" }, { name: "Formula" }, { name: "Value" }],
        rows: rows.map(([what, formula, value]) => [what, formula, value]),
      })}
    >
      {reading && (
        <table className={styles.chain} aria-label="Chain rule through one cross layer">
          <tbody>
            {rows.map(([what, formula, value]) => (
              <tr key={`${what}${formula}`} data-good={(close && what === "checks") || undefined}>
                <th scope="row">{what}</th>
                <td>{formula}</td>
                <td>
                  {value}
                  {close && what === "checks" && " ✓"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Picture>
  );
}

type Row = readonly [what: string, formula: string, value: string];

function rowsOf(r: HandReading, lr: number): Row[] {
  const [l, m] = ["₀₁₂₃₄₅₆"[r.layer], "₀₁₂₃₄₅₆"[r.layer + 1]];
  const f = valueText;
  const rated = r.example.film >= 0;
  return [
    [
      "forwards",
      `x${m} = x₀ (W x${l} + b) + x${l} = ${f(r.x0)} · ${f(r.mapped)} ${r.below < 0 ? "−" : "+"} ${f(Math.abs(r.below))}, at ${r.output}`,
      f(r.above),
    ],
    ["score", "s = w · (…)", f(r.s)],
    ["loss", rated ? "−y log σ(s) − (1 − y) log(1 − σ(s))" : "(s − y)²", f(r.loss)],
    [
      "∂L/∂s",
      rated
        ? `σ(s) − y = ${f(1 / (1 + Math.exp(-r.s)))} − ${r.example.label}`
        : `2 (s − y) = 2 (${f(r.s)} − ${f(r.example.label)})`,
      signedText(r.dScore),
    ],
    [`∂s/∂x${m}`, `how much s moves with x${m} at ${r.output}`, signedText(r.dAbove)],
    [
      `∂x${m}/∂W`,
      `x₀ at ${r.output} · x${l} at ${r.input} = ${f(r.x0)} · ${f(r.entering)}`,
      signedText(r.x0 * r.entering),
    ],
    [
      "product",
      `∂L/∂W = ${f(r.dScore)} · ${f(r.dAbove)} · ${f(r.x0 * r.entering)}`,
      signedText(r.gradient),
    ],
    ["checks", "the tape that trains", signedText(r.tape)],
    ["checks", "finite difference of the loss", signedText(r.difference)],
    [
      "one step",
      `W = ${f(r.weight)} goes ${r.gradient > 0 ? "down" : "up"} (plain descent: by ${lr} times the product)`,
      f(r.weight - lr * r.gradient),
    ],
  ];
}

interface ChooseProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Choose({ label, names, value, onChange }: ChooseProps) {
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value % Math.max(1, names.length)}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {names.map((name, n) => (
        <option key={name} value={n}>
          {name}
        </option>
      ))}
    </select>
  );
}
