/** The beam, token by token, over the names of one history; beside it the exact list and what the beam lost. */
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { BeamReading, ExactReading } from "./beam-reading.ts";
import { BeamTree } from "./beam-tree.tsx";
import styles from "./generative.module.css";
import { groupOf } from "./groups.ts";
import { HistoryNames } from "./history-names.tsx";
import type { probes } from "./probes.ts";
import { foundMass, type Lost, lostFilm, type Placed, shareText } from "./tree-layout.ts";
import { tokenText } from "./trie.ts";

const useReading = readingsOf<typeof probes>();

export function BeamPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const { setUser } = useActions();
  const set = useSession((state) => state.setup.config);
  const calm = useSession((state) => state.status.name !== "Training");
  const [own, setOwn] = useState<{ width?: number; constraint?: boolean }>({});
  const [without, setWithout] = useState<{ user: number; film: number } | null>(null);
  const [token, setToken] = useState<number | null>(null);
  const [lit, setLit] = useState<readonly number[] | null>(null);
  const width = own.width ?? (set.beam as number);
  const constraint = own.constraint ?? (set.constraint as boolean);
  const left = without?.user === user ? without.film : undefined;
  const whose = { user, width, constraint };
  const whole = useReading("beam", whose);
  const beam = useReading("beam", { ...whose, ...(left !== undefined && { without: left }) });
  const exact = useReading("exact", {
    user,
    constraint,
    ask: calm,
    ...(left !== undefined && { without: left }),
  });
  const T = beam?.layers.length ?? 1;
  const shown = Math.min(token ?? T, T);
  const lost = beam && shown === T ? lostFilm(beam, exact) : null;
  const named = set.names === "serial";
  const meaning = (node: Placed) =>
    named && node.layer === 0 && node.film >= 0 ? `${groupOf(catalogue, node.film)}: ` : "";
  const before =
    left !== undefined && whole
      ? new Map(
          whole.layers
            .at(-1)!
            .filter(({ node }) => node >= 0)
            .map(({ film, log }) => [film, log]),
        )
      : null;
  const step = (by: number) => setToken(Math.min(T, Math.max(1, shown + by)));
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    step(event.key === "ArrowLeft" ? -1 : 1);
  };
  return (
    <Picture
      title="The beam"
      fill
      sentence={
        beam
          ? sentenceOf(beam, exact, lost, opened, constraint)
          : "Which beginnings of names go on, and which are cut."
      }
      empty={beam ? undefined : "The tree grows when the model is there."}
      table={() => ({
        columns: [
          { name: "Token" },
          { name: "Beginning" },
          { name: "P" },
          { name: "State" },
          { name: "Film" },
        ],
        rows: (beam?.layers ?? []).flatMap((layer, t) =>
          layer.map((one) => [
            t + 1,
            tokenText(beam!, one.token),
            Math.exp(one.log),
            one.node < 0 ? "names no film" : one.kept ? "kept" : "pruned",
            one.film >= 0 ? catalogue.titles[one.film]! : "",
          ]),
        ),
      })}
      aside={
        <span className={styles.tools}>
          <span className={styles.who}>
            <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
          </span>
          <label className={`${styles.field} ${styles.wide}`}>
            Width{" "}
            <input
              type="range"
              min={1}
              max={60}
              value={Math.min(60, width)}
              onChange={(event) => setOwn({ ...own, width: Number(event.target.value) })}
            />
            <output>{width}</output>
          </label>
          <button
            type="button"
            aria-pressed={constraint}
            onClick={() => setOwn({ ...own, constraint: !constraint })}
          >
            Films only
          </button>
          <fieldset className={styles.steps} aria-label="Token shown" onKeyDown={onKey}>
            <button
              type="button"
              aria-label="One token back"
              disabled={shown <= 1}
              onClick={() => step(-1)}
            >
              ◀
            </button>
            <output aria-live="polite">
              token {shown} of {T}
            </output>
            <button
              type="button"
              aria-label="One token on"
              disabled={shown >= T}
              onClick={() => step(1)}
            >
              ▶
            </button>
          </fieldset>
        </span>
      }
    >
      {beam && (
        <div className={styles.box}>
          <div className={styles.beam}>
            <HistoryNames
              films={whole?.films ?? beam.films}
              tokens={whole?.tokens ?? beam.tokens}
              first={beam.first}
              catalogue={catalogue}
              without={left}
              lit={lit}
              onWithout={(film) => setWithout(film === undefined ? null : { user, film })}
            />
            <div className={styles.grown}>
              <BeamTree
                name={`The beam of user ${user}, ${shown} of ${T} tokens: ${beam.layers[
                  shown - 1
                ]!.filter(({ kept }) => kept)
                  .slice(0, 3)
                  .map((one) => `${tokenText(beam, one.token)} ${shareText(one.log)}`)
                  .join(", ")}`}
                {...{ beam, exact, lost, catalogue, shown, before, meaning, lit }}
                onLight={setLit}
              />
              <Mass beam={beam} exact={exact} />
            </div>
          </div>
        </div>
      )}
    </Picture>
  );
}

/** All probability: films in the beam, other films, names of no film. */
function Mass({ beam, exact }: { beam: BeamReading; exact: ExactReading | null | undefined }) {
  if (!exact) return <p className={styles.note}>All films are scored when training rests.</p>;
  const found = Math.min(exact.total, foundMass(beam));
  const none = Math.max(0, 1 - exact.total);
  const others = Math.max(0, exact.total - found);
  return (
    <div className={styles.mass}>
      <div className={styles.bar} aria-hidden="true">
        <i data-kind="found" style={{ inlineSize: `${100 * found}%` }} />
        <i data-kind="others" style={{ inlineSize: `${100 * others}%` }} />
        <i data-kind="none" style={{ inlineSize: `${100 * none}%` }} />
      </div>
      <p>
        <b>in the beam {percentText(found)}</b>
        <span>other films {percentText(others)}</span>
        <b data-kind="none">names of no film {percentText(none)}</b>
      </p>
    </div>
  );
}

function sentenceOf(
  beam: BeamReading,
  exact: ExactReading | null | undefined,
  lost: Lost | null,
  { catalogue }: Opened,
  constraint: boolean,
): ReactNode {
  const last = beam.layers.at(-1)!.filter(({ kept }) => kept);
  const none = last.filter(({ node }) => node < 0).length;
  const name = (film: number) => catalogue.titles[film] ?? "";
  const free = constraint
    ? ""
    : none === 0
      ? " Nothing holds it back, and every name in the beam is a film’s."
      : ` Nothing holds it back, and ${none} of ${last.length} names in the beam ${none === 1 ? "is" : "are"} no film’s.`;
  if (!exact)
    return `${beam.films.length} films are read, the ${beam.width} likeliest beginnings go on.${free}`;
  const seen = percentText(exact.again);
  const told = lost
    ? `${name(lost.film)}, ${ordinal(lost.place)} when every film is scored, is not in the beam: its beginning is cut at token ${lost.layer + 1}.`
    : `The beam of ${beam.width} has all of the first ${exact.films.length} that scoring every film has.`;
  return (
    <>
      {told}
      <span className={styles.wide}>
        {` Films already seen have ${seen} of the probability and are removed afterwards.`}
      </span>
      {free}
    </>
  );
}

const ordinal = (n: number) => `${n}${["th", "st", "nd", "rd"][n < 4 ? n : 0]}`;
