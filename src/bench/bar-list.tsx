import styles from "../components/charts/bars.module.css";
import { valueText } from "../components/charts/number-text.ts";
import { Picture } from "../components/charts/picture.tsx";
import { say } from "../components/language/say.ts";

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** A CSS colour; the accent otherwise. */
  readonly colour?: string | undefined;
  /** Set apart from the others. */
  readonly strong?: boolean | undefined;
}

export interface BarListProps {
  readonly title: string;
  readonly sentence: string;
  readonly bars: readonly Bar[];
  /** What the numbers are: "films", "share of ratings". */
  readonly unit: string;
  readonly format?: (value: number) => string;
  /** The value of a full bar; the largest otherwise. */
  readonly full?: number;
  readonly empty?: string | undefined;
}

/** Named amounts as bars, in the order given. */
export function BarList(props: BarListProps) {
  const { title, sentence, bars, unit, format = valueText, empty } = props;
  const full = props.full ?? Math.max(1e-12, ...bars.map((bar) => Math.abs(bar.value)));
  return (
    <Picture
      title={title}
      sentence={sentence}
      empty={bars.length === 0 ? (empty ?? say("Bars will stand here.")) : undefined}
      table={() => ({
        columns: [{ name: say("Name") }, { name: unit, format }],
        rows: bars.map((bar) => [bar.name, bar.value]),
      })}
    >
      <div role="img" aria-label={`${title}, ${unit}: ${sentence}`}>
        <p className={styles.unit} aria-hidden="true">
          {unit}
        </p>
        <ul className={styles.bars} aria-hidden="true">
          {bars.map((bar) => (
            <li key={bar.name} data-strong={bar.strong || undefined}>
              <span className={styles.name}>{bar.name}</span>
              <span className={styles.track}>
                <i
                  style={{
                    inlineSize: `${Math.min(1, Math.abs(bar.value) / full) * 100}%`,
                    ...(bar.colour && { background: bar.colour }),
                  }}
                />
              </span>
              <span className={styles.value}>{format(bar.value)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Picture>
  );
}
