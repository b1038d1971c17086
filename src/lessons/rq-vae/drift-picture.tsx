import { useEffect, useId, useState } from "react";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useReading, useSession } from "../../components/session/use-session.ts";
import styles from "./drift.module.css";
import type { DriftReading } from "./drift.ts";
import type { Changed } from "./relabel.ts";
import shared from "./rq-vae.module.css";

type Kind = "weights" | "vectors";

/** What becomes of the words when vectors drift and when the tokenizer is trained again. */
export function DriftPicture() {
  const [noise, setNoise] = useState(0.1);
  const id = useId();
  const kept = useReading<Changed>("drifted", { noise });
  const weights = useAnew("weights", 0);
  const vectors = useAnew("vectors", noise);
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
  readonly progress: number | null;
  readonly begin: () => void;
}

function Anew({ anew }: { anew: AnewState }) {
  if (anew.progress === null) {
    return (
      <p className={shared.tools}>
        <button type="button" onClick={anew.begin}>
          Learn it anew
        </button>
      </p>
    );
  }
  return (
    <p className={shared.note} role="status">
      Learning anew: {percentText(anew.progress)}
    </p>
  );
}

/** A second tokenizer, trained a little at each reading, once it is asked for. */
function useAnew(kind: Kind, noise: number): AnewState {
  const seed = useSession((state) => state.setup.seed);
  const idle = useSession(
    ({ status }) => status.name !== "Training" && status.name !== "Preparing",
  );
  const run = useSession((state) => state.currentRun);
  const wanted = `${kind} ${noise} ${seed} ${run}`;
  const [begun, setBegun] = useState("");
  const [turn, setTurn] = useState(0);
  const active = begun === wanted && idle;
  const reading = useReading<DriftReading | null>(
    active ? "trainedAnew" : "nothing",
    active ? { kind, noise, seed, turn } : {},
  );
  const current = active && reading ? reading : null;
  const done = current?.changed != null;
  useEffect(() => {
    if (current && !done) setTurn((before) => before + 1);
  }, [current, done]);
  return {
    changed: current?.changed ?? null,
    progress: begun === wanted ? (current?.progress ?? 0) : null,
    begin: () => setBegun(wanted),
  };
}
