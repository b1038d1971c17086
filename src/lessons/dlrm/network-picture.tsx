import { useState } from "react";
import { signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { exampleText, scoreText } from "../../families/clicks/pictures/example-text.ts";
import { firstOf, Strip } from "../../families/clicks/pictures/strip.tsx";
import type { probes } from "./probes.ts";
import type { DotsReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

/** The network with the numbers of one test example in it, from the bottom to the top. */
export function NetworkPicture({ opened }: { opened: Opened }) {
  const [example, setExample] = useState(0);
  const reading = useReading("dots", { example });
  const interaction = useSession((state) => state.setup.config.interaction as string);
  const generated = useSession((state) => state.setup.config.task === "crosses");
  const sentence = reading
    ? `${exampleText(reading.example, opened.catalogue)}: ${scoreText(reading.s, reading.example)}.`
    : "One example on its way through the network.";
  const strips = reading ? vectorStrips(reading) : [];
  const count = strips.length;
  const middle =
    interaction === "dot"
      ? `dot products of the ${count} vectors: ${(count * (count - 1)) / 2} pairs`
      : interaction === "cross"
        ? "cross layers over all vectors, end to end"
        : "all vectors, end to end";
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
          { name: "Length", format: valueText },
          { name: "First" },
        ],
        rows: [
          ...strips.map(({ name, values }) => [
            name,
            values.length,
            Math.hypot(...values),
            firstOf(values),
          ]),
          ...(reading?.top ?? []).map((h, l) => [
            `top ${l + 1}`,
            h.length,
            Math.hypot(...h),
            firstOf(h),
          ]),
          ["s", 1, reading?.s ?? null, ""],
        ],
      })}
    >
      {reading && (
        <div>
          {!generated && (
            <Strip
              name="numbers, into the bottom"
              values={Float32Array.from(reading.numbers)}
              shape={`[${reading.numbers.length}]`}
            />
          )}
          {strips.map(({ name, values }) => (
            <Strip key={name} name={name} values={values} shape={`[${values.length}]`} />
          ))}
          <p className={styles.end}>↓ {middle}</p>
          {reading.top.map((values, l) => (
            <Strip
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its number
              key={l}
              name={`top ${l + 1}: ReLU(… W + c)`}
              values={values}
              shape={`[${values.length}]`}
            />
          ))}
          <p className={styles.end}>s = {signedText(reading.s)}</p>
        </div>
      )}
    </Picture>
  );
}

function vectorStrips({ names, vectors, dim }: DotsReading) {
  return names.map((name, n) => ({ name, values: vectors.slice(n * dim, (n + 1) * dim) }));
}
