import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { exampleText, scoreText } from "../../families/clicks/pictures/example-text.ts";
import { LabelledGrid } from "../../families/clicks/pictures/labelled-grid.tsx";
import { Strip } from "../../families/clicks/pictures/strip.tsx";
import type { probes } from "./probes.ts";
import type { DotsReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

type What = "dots" | "worth" | "pull";

const NAMES: Readonly<Record<What, string>> = {
  dots: "dot products",
  worth: "worth: s less s without it",
  pull: "pull: −∂L/∂p",
};

/** All dot products of one example's vectors; one of them taken out, or looked at closely. */
export function DotsPicture({ opened }: { opened: Opened }) {
  const [example, setExample] = useState(0);
  const [what, setWhat] = useState<What>("dots");
  const [[first, second], setPair] = useState<readonly [number, number]>([1, 2]);
  const reading = useReading("dots", { example, first, second });
  const names = reading?.names ?? [];
  const count = names.length;
  const measured = reading?.worth ? what : "dots";
  const values = reading?.[measured];
  const pairs = names
    .flatMap((_, a) => names.map((__, b) => [a, b] as const))
    .filter(([a, b]) => a < b);
  const reach = Math.max(1e-9, ...pairs.map(([a, b]) => Math.abs(values?.[a * count + b] ?? 0)));
  const sentence = reading ? sentenceOf(reading, pairs) : "How well each pair of vectors fits.";
  return (
    <Picture
      title="Dots of one example"
      sentence={`${reading ? `${exampleText(reading.example, opened.catalogue)}: ${scoreText(reading.s, reading.example)}. ` : ""}${sentence}`}
      empty={reading ? undefined : "The matrix of dot products will stand here."}
      aside={
        <>
          <select
            className={styles.select}
            aria-label="What the matrix shows"
            value={measured}
            onChange={(event) => setWhat(event.target.value as What)}
          >
            {Object.entries(NAMES).map(([value, name]) => (
              <option key={value} value={value} disabled={value !== "dots" && !reading?.worth}>
                {name}
              </option>
            ))}
          </select>
          <button type="button" className="button-small" onClick={() => setExample(example + 1)}>
            Another example
          </button>
        </>
      }
      table={() => ({
        columns: [
          { name: "One" },
          { name: "Other" },
          { name: "Dot", format: valueText },
          { name: "Worth", format: signedText },
          { name: "Pull", format: signedText },
        ],
        rows: pairs.map(([a, b]) => [
          names[a]!,
          names[b]!,
          reading!.dots[a * count + b]!,
          reading!.worth?.[a * count + b] ?? null,
          reading!.pull?.[a * count + b] ?? null,
        ]),
      })}
    >
      {reading && values && (
        <div className={styles.stack} data-beside="">
          <LabelledGrid
            name={`Matrix of ${NAMES[measured]}: ${sentence}`}
            rows={names}
            columns={names}
            value={(a, b) => (a === b && measured !== "dots" ? null : values[a * count + b]!)}
            reach={reach}
            framed={(a, b) => (a === first && b === second) || (a === second && b === first)}
            faded={(a, b) => a >= b}
            format={valueText}
            onCell={(a, b) => a !== b && setPair([a, b])}
          />
          <OneDot {...{ reading, first, second }} onPair={(a, b) => setPair([a, b])} />
        </div>
      )}
    </Picture>
  );
}

function sentenceOf(reading: DotsReading, pairs: readonly (readonly [number, number])[]): string {
  const { names, worth, dots } = reading;
  const of = worth ?? dots;
  const count = names.length;
  const [a, b] = pairs.toSorted(
    ([a, b], [c, d]) => Math.abs(of[c * count + d]!) - Math.abs(of[a * count + b]!),
  )[0] ?? [0, 0];
  const which = `${names[a]} and ${names[b]}`;
  return worth
    ? `${pairs.length} pairs count; without the dot of ${which}, s would be ${signedText(reading.s - of[a * count + b]!)}.`
    : `The largest of ${pairs.length} dots is that of ${which}. It is not used: there are no dots under this top.`;
}

interface OneDotProps {
  readonly reading: DotsReading;
  readonly first: number;
  readonly second: number;
  readonly onPair: (first: number, second: number) => void;
}

/** One dot product written out: its vectors, what it is worth, and the slope of s checked. */
function OneDot({ reading, first, second, onPair }: OneDotProps) {
  const { names, vectors, dim, dots, worth, checked, s } = reading;
  const [a, b] = [first % names.length, second % names.length];
  const of = (n: number) => vectors.slice(n * dim, (n + 1) * dim);
  const [fa, fb] = [of(a), of(b)];
  const products = fa.map((value, k) => value * fb[k]!);
  const at = a * names.length + b;
  const close =
    checked && Math.abs(checked.tape - checked.difference) < 0.03 * Math.abs(checked.tape) + 2e-3;
  const choose = (label: string, value: number, onChange: (value: number) => void) => (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {names.map((name, n) => (
        <option key={name} value={n}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <section aria-label="One dot">
      <p className={styles.chips}>
        {choose("One vector", a, (next) => onPair(next, b))}
        <span>·</span>
        {choose("The other vector", b, (next) => onPair(a, next))}
      </p>
      <Strip name={names[a]!} values={fa} shape={`[${dim}]`} />
      <Strip name={names[b]!} values={fb} shape={`[${dim}]`} />
      <Strip name="products, summed" values={products} shape={valueText(dots[at]!)} />
      {worth && a !== b && (
        <table className={styles.chain} aria-label="What this dot does to s">
          <tbody>
            <tr>
              <th scope="row">without it</th>
              <td>{`p = 0 instead of ${valueText(dots[at]!)}: s = ${signedText(s)} becomes`}</td>
              <td>{signedText(s - worth[at]!)}</td>
            </tr>
            {checked && (
              <>
                <tr>
                  <th scope="row">∂s/∂p</th>
                  <td>by the tape that trains</td>
                  <td>{signedText(checked.tape)}</td>
                </tr>
                <tr data-good={close || undefined}>
                  <th scope="row">check</th>
                  <td>finite difference</td>
                  <td>
                    {signedText(checked.difference)}
                    {close && " ✓"}
                  </td>
                </tr>
              </>
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}
