import { type Offer, type Sample, sampleText } from "../../engine/own-data/sample.ts";
import { plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import styles from "./own-data.module.css";

interface Props {
  readonly offers: readonly Offer[];
  readonly take: (sample: Sample) => void;
}

/** Of a table that is too large: the parts that can be trained on. */
export function Offers({ offers, take }: Props) {
  return (
    <section className={styles.choices} aria-label={say("A part of it")}>
      <p>{say("A part of it can be trained on; the name will say which:")}</p>
      {offers.map(({ sample, interactions }) => (
        <button key={sample.kind} type="button" className="button" onClick={() => take(sample)}>
          {say("Take {part}: {interactions}", {
            part: tell(sampleText(sample)),
            interactions: plural(interactions, "interaction"),
          })}
        </button>
      ))}
    </section>
  );
}
