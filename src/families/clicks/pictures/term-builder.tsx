import { useState } from "react";
import { valueText } from "../../../components/charts/number-text.ts";
import { say } from "../../../components/language/say.ts";
import { INPUTS, ORDERS, type Term } from "../polynomial.ts";
import styles from "./clicks.module.css";

const ALL = Array.from({ length: INPUTS }, (_, input) => input);

interface Props {
  readonly terms: readonly Term[];
  readonly onPlant: (terms: Term[]) => void;
  readonly onRandom: () => void;
}

/** Which inputs interact, and how strongly: a product of two to four is put together and planted. */
export function TermBuilder({ terms, onPlant, onRandom }: Props) {
  const [inputs, setInputs] = useState<readonly number[]>([]);
  const [strength, setStrength] = useState(0.5);
  const order = inputs.length;
  const sorted = inputs.toSorted((a, b) => a - b);
  const known = terms.some((term) => term.inputs.join() === sorted.join());
  const usable = order >= ORDERS.least && strength !== 0 && !known;
  const term = { coefficient: strength, inputs: sorted };
  const toggle = (input: number) =>
    setInputs(inputs.includes(input) ? inputs.filter((i) => i !== input) : [...inputs, input]);
  const plant = (next: Term[]) => {
    onPlant(next);
    setInputs([]);
  };
  return (
    <fieldset
      className={styles.stack}
      aria-label={say("A product of your own")}
      style={{ border: 0, margin: 0, padding: 0 }}
    >
      <p className={styles.chips}>
        <span>{say("multiply")}</span>
        {ALL.map((input) => (
          <button
            key={input}
            type="button"
            aria-pressed={inputs.includes(input)}
            disabled={!inputs.includes(input) && order >= ORDERS.most}
            onClick={() => toggle(input)}
          >
            x{input + 1}
          </button>
        ))}
      </p>
      <p className={styles.chips}>
        <label>
          {say("strength")}
          <input
            type="range"
            min={-1}
            max={1}
            step={0.1}
            value={strength}
            onChange={(event) => setStrength(event.target.valueAsNumber)}
          />
          <output>{valueText(strength)}</output>
        </label>
        <button
          type="button"
          disabled={!usable || terms.length === 0}
          onClick={() => plant([...terms, term])}
        >
          {say("Plant it too")}
        </button>
        <button
          type="button"
          disabled={order < ORDERS.least || strength === 0}
          onClick={() => plant([term])}
        >
          {say("Plant only it")}
        </button>
        <button type="button" onClick={onRandom}>
          {say("Eight pairs and a triple")}
        </button>
      </p>
      <p className={styles.note} role="status">
        {order < ORDERS.least
          ? say("Choose two to four inputs: their number is the order of the product.")
          : known
            ? say("This product is planted already.")
            : order === 2
              ? say("A product of order 2: it takes 1 cross layer.")
              : say("A product of order {order}: it takes {n} cross layers.", {
                  order,
                  n: order - 1,
                })}
      </p>
    </fieldset>
  );
}
