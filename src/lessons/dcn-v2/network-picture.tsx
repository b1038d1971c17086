import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { exampleText, scoreText } from "../../families/clicks/pictures/example-text.ts";
import { firstOf, Strip, StripKey, startsOf } from "../../families/clicks/pictures/strip.tsx";
import type { probes } from "./probes.ts";
import type { PassReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

const LOW = "₀₁₂₃₄₅₆";

/** The network with the numbers of one test example in it, cross part and deep part. */
export function NetworkPicture({ opened }: { opened: Opened }) {
  const [example, setExample] = useState(0);
  const reading = useReading("pass", { example });
  const config = useSession((state) => state.setup.config);
  const stacked = config.structure === "stacked";
  const { catalogue } = opened;
  const sentence = reading
    ? `${exampleText(reading.example, catalogue)}: ${scoreText(reading.s, reading.example)}.${
        reading.shares
          ? ` The crosses add ${signedText(reading.shares.cross)}, the deep part ${signedText(reading.shares.deep)}.`
          : ""
      }`
    : "One example on its way through the network.";
  const n = reading?.crossed[0]?.length ?? 0;
  const starts = reading && startsOf(reading.blocks);
  const deep = reading && reading.deep.length > 0 && (
    <section aria-label="Deep part">
      <h4>Deep part: sums, then ReLU</h4>
      {reading.deep.map((values, l) => (
        <Strip
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its number
          key={l}
          name={`h${LOW[l + 1]} = ReLU(${l === 0 ? (stacked ? `x${LOW[reading.crossed.length - 1]}` : "x₀") : `h${LOW[l]}`} W + c)`}
          values={values}
          shape={`[${values.length}]`}
        />
      ))}
    </section>
  );
  return (
    <Picture
      title="The network, one example in it"
      sentence={sentence}
      empty={reading ? undefined : "Every layer will stand here with its numbers."}
      aside={
        <button type="button" className="button-small" onClick={() => setExample(example + 1)}>
          Another example
        </button>
      }
      table={() => ({
        columns: [
          { name: "Layer" },
          { name: "Numbers" },
          { name: "Size", format: valueText },
          { name: "First" },
        ],
        rows: [
          ...(reading?.crossed ?? []).map((x, l) => [
            `x${LOW[l]}`,
            x.length,
            Math.hypot(...x),
            firstOf(x),
          ]),
          ...(reading?.deep ?? []).map((h, l) => [
            `h${LOW[l + 1]}`,
            h.length,
            Math.hypot(...h),
            firstOf(h),
          ]),
          ["s", 1, reading?.s ?? null, ""],
        ],
      })}
    >
      {reading && (
        <>
          <div className={stacked ? styles.stack : styles.columns}>
            <section aria-label="Cross part">
              <h4>
                {reading.crossed.length > 1
                  ? "Cross part: products with x₀"
                  : "Input: no cross layers"}
              </h4>
              <StripKey blocks={reading.blocks} />
              {reading.crossed.map((values, l) => (
                <Strip
                  // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its number
                  key={l}
                  name={l === 0 ? "x₀" : layerText(l, config)}
                  values={values}
                  shape={`[${n}]`}
                  starts={starts!}
                />
              ))}
            </section>
            {deep}
          </div>
          <p className={styles.end}>{endText(reading, stacked)}</p>
        </>
      )}
    </Picture>
  );
}

function layerText(l: number, { cross, partner }: Readonly<Record<string, unknown>>): string {
  const below = `x${LOW[l - 1]}`;
  if (cross === "vector") return `x${LOW[l]} = x₀ (w·${below}) + b + ${below}`;
  const by = partner === "none" ? "" : partner === "xl" ? `${below} ∘ ` : "x₀ ∘ ";
  return `x${LOW[l]} = ${by}(W ${below} + b) + ${below}`;
}

function endText({ crossed, deep, s }: PassReading, stacked: boolean): string {
  const xL = `x${LOW[crossed.length - 1]}`;
  const h = `h${LOW[deep.length]}`;
  const ends = deep.length === 0 ? xL : stacked || crossed.length === 1 ? h : `[${xL} ; ${h}]`;
  return `s = w · ${ends} + b = ${signedText(s)}`;
}
