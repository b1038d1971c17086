import { useState } from "react";
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText, signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { BatchMatrix, type Shown, valuesOf } from "./batch-matrix.tsx";
import type { BatchReading } from "./batch-reading.ts";
import type { probes } from "./probes.ts";
import { entropyAt, shiftAt } from "./softmax-row.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

const SIZE = 12;
const SHOWN: readonly (readonly [Shown, string])[] = [
  ["logits", "Logits s"],
  ["corrected", "s − log Q"],
  ["softmax", "Softmax p"],
];

/** A corner of the next batch: every row is a question, every column a film that may be its answer. */
export function BatchPicture({ opened }: { opened: Opened }) {
  const [row, setRow] = useState(0);
  const [shown, setShown] = useState<Shown>("logits");
  const reading = useReading("batch", { size: SIZE, row });
  const film = (c: number) => titleText(opened.catalogue, reading?.films[c] ?? -1);
  const values = reading ? valuesOf(reading, shown) : [];
  return (
    <div className={`${styles.stack} ${styles.batch}`}>
      <Picture
        title="In the batch"
        sentence={reading ? batchSentence(reading) : "Rows are users, columns are films."}
        empty={reading ? undefined : "Twelve rows of the next batch will stand here."}
        aside={
          <span className={styles.tools}>
            {SHOWN.map(([id, label]) => (
              <button
                key={id}
                type="button"
                aria-pressed={shown === id}
                onClick={() => setShown(id)}
              >
                {label}
              </button>
            ))}
          </span>
        }
        table={() => ({
          columns: [
            { name: "User", format: String },
            { name: "Film" },
            { name: "Ratings" },
            { name: "Value", format: valueText },
            { name: "Part" },
          ],
          rows: values.map((value, cell) => {
            const [b, c] = [Math.floor(cell / SIZE), cell % SIZE];
            return [
              reading!.users[b]!,
              film(c),
              reading!.popularity[c]!,
              value,
              partOf(reading!, b, c),
            ];
          }),
        })}
      >
        {reading && (
          <>
            <BatchMatrix
              reading={reading}
              shown={shown}
              name={`In the batch: ${batchSentence(reading)}`}
              rowName={(b) => `Row of user ${reading.users[b]}, who watched ${film(b)}`}
              onRow={setRow}
            />
            <p className={styles.note}>
              Bars above: how often each film is rated. Framed: the film watched next. Crossed: also
              watched by this user, and blank where training leaves it out. Choose a row.
            </p>
          </>
        )}
      </Picture>
      {reading && <OneRow reading={reading} film={film} />}
      {reading && <DownToVectors reading={reading} film={film} />}
      {reading && <Sharpness reading={reading} />}
    </div>
  );
}

function OneRow({ reading, film }: { reading: BatchReading; film: (c: number) => string }) {
  const { row, gradient, checked, usesLogQ } = reading;
  const n = reading.films.length;
  const apart = Math.max(...Array.from(gradient, (g, c) => Math.abs(g - checked[c]!)));
  const sentence = `User ${reading.users[row]}: p of their own film is ${percentText(
    reading.probability[row * n + row]!,
  )}; the row’s gradients and finite differences are at most ${valueText(apart)} apart.`;
  const cells = Array.from({ length: n }, (_, c) => ({
    film: film(c),
    logit: reading.logits[row * n + c]!,
    shift: usesLogQ ? shiftAt(reading, row * n + c) : 0,
    p: reading.probability[row * n + c]!,
    gradient: gradient[c]!,
    checked: checked[c]!,
    part: partOf(reading, row, c),
  }));
  return (
    <Picture
      title="One row under the microscope"
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Logit", format: valueText },
          { name: "−log Q", format: valueText },
          { name: "p", format: valueText },
          { name: "∂L/∂s", format: signedText },
          { name: "Finite difference", format: signedText },
          { name: "Part" },
        ],
        rows: cells.map((cell) => [
          cell.film,
          cell.logit,
          cell.shift,
          cell.p,
          cell.gradient,
          cell.checked,
          cell.part,
        ]),
      })}
    >
      <div className={styles.scroll}>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">film</th>
              <th scope="col">s</th>
              <th scope="col">−log Q</th>
              <th scope="col">p</th>
              <th scope="col">∂L/∂s = p − [own]</th>
              <th scope="col">check</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell, c) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a film may be in a batch twice
                key={c}
                data-own={c === row || undefined}
                data-out={cell.part === "left out" || undefined}
              >
                <td title={cell.film}>{cell.film}</td>
                <td>{valueText(cell.logit)}</td>
                <td>{usesLogQ ? valueText(cell.shift) : "off"}</td>
                <td>{cell.part === "left out" ? "–" : valueText(cell.p)}</td>
                <td>{cell.part === "left out" ? "–" : signedText(cell.gradient)}</td>
                <td>{cell.part === "left out" ? "–" : signedText(cell.checked)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Picture>
  );
}

/** The row's gradient one layer further down: what it asks of the two vectors that met. */
function DownToVectors({ reading, film }: { reading: BatchReading; film: (c: number) => string }) {
  const { row, u, v } = reading;
  const parts = [
    { name: "u", of: `the vector of user ${reading.users[row]}`, ...u },
    { name: "v", of: `the vector of ${film(row)}`, ...v },
  ];
  const apart = Math.max(
    ...parts.flatMap(({ gradient, checked }) =>
      Array.from(gradient, (g, k) => Math.abs(g - checked[k]!)),
    ),
  );
  const largest = (values: ArrayLike<number>) =>
    Math.max(1e-9, ...Array.from(values, (value) => Math.abs(value)));
  return (
    <Picture
      title="Down to the vectors"
      sentence={`Each number of u moves by what all films of the row pull at it; v of the own film only along u. Finite differences are at most ${valueText(apart)} apart.`}
      table={() => ({
        columns: [
          { name: "Vector" },
          { name: "Number", format: String },
          { name: "Value", format: signedText },
          { name: "Gradient", format: signedText },
          { name: "Finite difference", format: signedText },
        ],
        rows: parts.flatMap(({ name, vector, gradient, checked }) =>
          Array.from(vector, (value, k) => [name, k, value, gradient[k]!, checked[k]!]),
        ),
      })}
    >
      {parts.map(({ name, of, vector, gradient }) => (
        <div key={name}>
          <p className={styles.note}>{`${name}: ${of}`}</p>
          <VectorStrip name={name} values={vector} reach={largest(vector)} end="" />
          <VectorStrip
            name={`∂L/∂${name}`}
            values={gradient}
            reach={largest(gradient)}
            end={`≤ ${valueText(largest(gradient))}`}
          />
        </div>
      ))}
    </Picture>
  );
}

const TEMPERATURES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** The same cosines under other temperatures: how sharp the rows would be. */
function Sharpness({ reading }: { reading: BatchReading }) {
  const { temperature, entropy, uniformEntropy } = reading;
  const nearest = TEMPERATURES.reduce((a, b) =>
    Math.abs(Math.log(b / temperature)) < Math.abs(Math.log(a / temperature)) ? b : a,
  );
  const bins = TEMPERATURES.map((tau) => ({
    name: String(tau),
    value: entropyAt(reading, tau),
    strong: tau === nearest || undefined,
  }));
  const sentence = `Trained at τ = ${valueText(temperature)} the rows have ${valueText(entropy)} nats. The same cosines divided by 0.01 would have ${valueText(bins[0]!.value)}, divided by 1 ${valueText(bins.at(-1)!.value)}; knowing nothing is ${valueText(uniformEntropy)}.`;
  return (
    <Picture
      title="Temperature and entropy"
      sentence={sentence}
      table={() => ({
        columns: [{ name: "Temperature" }, { name: "Entropy, nats", format: valueText }],
        rows: bins.map(({ name, value }) => [name, value]),
      })}
    >
      <BarPlot
        name={`Mean entropy of a row by temperature: ${sentence}`}
        bins={bins}
        xName="temperature"
        yName="entropy, nats"
        format={valueText}
        reference={{ value: uniformEntropy, name: "knowing nothing" }}
        low
      />
    </Picture>
  );
}

function partOf(reading: BatchReading, b: number, c: number): string {
  if (b === c) return "own film";
  const cell = b * reading.films.length + c;
  if (reading.masked[cell] === 1) return "left out";
  return reading.watched[cell] === 1 ? "false negative" : "negative";
}

function batchSentence(reading: BatchReading): string {
  const { entropy, uniformEntropy, temperature } = reading;
  const trained = reading.watched.reduce(
    (sum, bit, cell) => sum + (bit === 1 && reading.masked[cell] === 0 ? 1 : 0),
    0,
  );
  const watched = reading.watched.reduce((sum, bit) => sum + bit, 0);
  return (
    `At temperature ${valueText(temperature)} the rows’ softmax has an entropy of ${valueText(entropy)} ` +
    `nats (flat: ${valueText(uniformEntropy)}). ${watched} of the ${reading.films.length ** 2 - reading.films.length} ` +
    `other cells hold a film the user watched too; ${trained} of them would count as negatives.`
  );
}
