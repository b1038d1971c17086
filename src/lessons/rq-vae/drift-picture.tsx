import { useId, useState } from "react";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useCompanion } from "../../components/session/use-companion.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Behind } from "../../engine/training/companions.ts";
import type { Companion } from "../../engine/training/training.ts";
import styles from "./drift.module.css";
import type { probes } from "./probes.ts";
import type { Changed } from "./relabel.ts";
import shared from "./rq-vae.module.css";

const useReading = readingsOf<typeof probes>();

/** Added to the run's seed for other first weights. */
const OTHER_SEED = 1000;

/** What becomes of the words when vectors drift and when the tokenizer is trained again. */
export function DriftPicture() {
  const [noise, setNoise] = useState(0.1);
  const id = useId();
  const seed = useSession((state) => state.setup.seed);
  const kept = useReading("drifted", { noise });
  const weights = useAnew("other first weights", { seed: seed + OTHER_SEED });
  const vectors = useAnew("drifted vectors", { config: { drift: noise } });
  const rows: readonly { name: string; changed: Changed | null }[] = [
    {
      name: `Same tokenizer, ${percentText(noise)} of the vectors’ energy new`,
      changed: kept ?? null,
    },
    { name: "New tokenizer, same vectors, other first weights", changed: weights.changed },
    {
      name: `New tokenizer, same first weights, ${percentText(noise)} new`,
      changed: vectors.changed,
    },
  ];
  const last = (changed: Changed | null, how: keyof Changed) => changed?.[how].at(-1);
  const whole = last(kept ?? null, "plain");
  const anew = last(weights.changed, "renumbered");
  const sentence =
    whole === undefined
      ? "Words before and after a drift."
      : `If ${percentText(noise)} of the vectors’ energy is new, ${percentText(whole)} of the words change although the tokenizer stays.${anew === undefined ? "" : ` A tokenizer trained anew on the very same vectors changes ${percentText(anew)} of them, after the codes of each level are renumbered as well as can be.`}`;
  return (
    <Picture
      title="Words that change"
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "What changed" },
          ...(["plain", "renumbered"] as const).flatMap((how) =>
            (kept?.plain ?? []).map((_, at) => ({
              name: `${how === "plain" ? "As numbered" : "Renumbered"}, first ${at + 1}`,
              format: percentText,
            })),
          ),
        ],
        rows: rows.map(({ name, changed }) => [
          name,
          ...(kept?.plain ?? []).map((_, at) => changed?.plain[at] ?? null),
          ...(kept?.plain ?? []).map((_, at) => changed?.renumbered[at] ?? null),
        ]),
      })}
    >
      <div className={styles.slider}>
        <label htmlFor={`${id}-noise`}>Share of the vectors that is new</label>
        <input
          id={`${id}-noise`}
          type="range"
          min={0}
          max={0.5}
          step={0.01}
          value={noise}
          aria-valuetext={percentText(noise)}
          onChange={(event) => setNoise(Number(event.target.value))}
        />
        <output htmlFor={`${id}-noise`}>{percentText(noise)}</output>
      </div>
      {rows.map(({ name, changed }, at) => (
        <section key={at === 0 ? "kept" : at} className={styles.drift} aria-label={name}>
          <h4>{name}</h4>
          {changed ? (
            <Bars changed={changed} renumber={at > 0} />
          ) : (
            at > 0 && <Anew anew={at === 1 ? weights : vectors} />
          )}
        </section>
      ))}
      <p className={shared.note}>
        Renumbered: the codes of each level of the new tokenizer get the old numbers that agree for
        most films, found exactly (Hungarian method).
      </p>
    </Picture>
  );
}

function Bars({ changed, renumber }: { changed: Changed; renumber: boolean }) {
  const shares = renumber ? changed.renumbered : changed.plain;
  return (
    <ul className={styles.shares}>
      {shares.map((share, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
        <li key={at}>
          <span>
            {at === 0 ? "first code" : at === shares.length - 1 ? "whole word" : `first ${at + 1}`}
          </span>
          <i>
            <b style={{ inlineSize: `${100 * share}%` }} />
          </i>
          <span>{percentText(share)}</span>
          {renumber && (
            <small className={styles.numbered}>{percentText(changed.plain[at]!)} as numbered</small>
          )}
        </li>
      ))}
    </ul>
  );
}

interface AnewState {
  readonly changed: Changed | null;
  readonly untrained: boolean;
  readonly begun: boolean;
  readonly behind: Behind | null;
  readonly begin: () => void;
}

function Anew({ anew: { untrained, begun, behind, begin } }: { anew: AnewState }) {
  if (untrained) return <p className={shared.note}>Train first: these words were never learnt.</p>;
  if (!begun) {
    return (
      <p className={shared.tools}>
        <button type="button" onClick={begin}>
          Learn it anew
        </button>
      </p>
    );
  }
  return (
    <p className={shared.note} role="status">
      Learning anew: {percentText(behind ? behind.step / behind.of : 1)}
    </p>
  );
}

/** A second tokenizer, which trains beside the run once it is asked for. */
function useAnew(name: string, companion: Companion): AnewState {
  const run = useSession((state) => state.currentRun);
  const wanted = `${JSON.stringify(companion)} ${run}`;
  const [asked, setAsked] = useState("");
  const untrained = useSession((state) => state.step === 0);
  const begun = asked === wanted && !untrained;
  const behind = useCompanion(name, companion, begun);
  const there = begun && behind === null;
  const changed = useReading("anew", { name, turn: `${wanted} ${there}` });
  return {
    changed: (there && changed) || null,
    untrained,
    begun,
    behind,
    begin: () => setAsked(wanted),
  };
}
