/** On planted interests it is known which film matches: does it have the weight? */
import { scaleLinear } from "d3-scale";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { PlantedReading } from "./planted-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./target.module.css";

const useReading = readingsOf<typeof probes>();
const GROUPS = [
  { of: "matching", label: "the film that matches", colour: "var(--data-1)" },
  { of: "others", label: "the other nineteen", colour: "var(--data-grey)" },
  { of: "strangers", label: "all, when none matches", colour: "var(--data-2)" },
] as const;

export function PlantedPicture() {
  const task = useSession((state) => state.setup.config.task);
  const { set } = useActions();
  const reading = useReading("planted");
  const mean = (of: Float32Array) => of.reduce((sum, w) => sum + w / of.length, 0);
  const sentence = reading
    ? `The film that matches has the largest weight before ${percentText(reading.first)} of the candidates: ${valueText(mean(reading.matching))} on average, the others ${valueText(mean(reading.others))}.`
    : "Weights of films whose match is known.";
  return (
    <Picture
      title="Planted interests: who has the weight?"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : task !== "interests"
            ? "Here interests must be planted: choose that task."
            : "Only DIN and BST weigh films: choose one of them."
      }
      table={() => ({
        columns: [{ name: "Films" }, { name: "Weight", format: valueText }],
        rows: reading
          ? GROUPS.flatMap(({ of, label }) => Array.from(reading[of], (w) => [label, w]))
          : [],
      })}
      aside={
        task !== "interests" && (
          <span className={styles.tools}>
            <button type="button" onClick={() => set({ task: "interests" })}>
              Plant interests
            </button>
          </span>
        )
      }
    >
      {reading && <Strips reading={reading} name={`Weights by group: ${sentence}`} />}
    </Picture>
  );
}

function Strips({ reading, name }: { readonly reading: PlantedReading; readonly name: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, font = 12 } = size ?? {};
  const all = GROUPS.flatMap(({ of }) => [...reading[of]]);
  const x = scaleLinear([Math.min(0, ...all), Math.max(...all)], [font, width - font * 2]).nice();
  const row = font * 4;
  const height = GROUPS.length * row + font * 2.4;
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          {GROUPS.map(({ of, label, colour }, g) => (
            <g key={of}>
              <text x={font} y={g * row + font * 1.2} data-strong="">
                {label}
              </text>
              {Array.from(reading[of], (weight, n) => (
                <circle
                  // biome-ignore lint/suspicious/noArrayIndexKey: weights have no other identity
                  key={n}
                  cx={x(weight)}
                  cy={g * row + font * 2 + ((n * 7) % 13) * font * 0.12}
                  r={2.2}
                  fill={colour}
                  opacity={0.55}
                />
              ))}
            </g>
          ))}
          {x.ticks(6).map((tick) => (
            <text key={tick} x={x(tick)} y={height - font * 0.6} textAnchor="middle">
              {x.tickFormat(6)(tick)}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
