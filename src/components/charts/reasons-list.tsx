/** A list of films, what speaks for each as bars, and beside it the lists that other models made. */
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { ReasonsReading, Voice } from "../../engine/ranking/reasons.ts";
import { say } from "../language/say.ts";
import { shortTitle, titleText } from "./genre-classes.ts";
import { signedText, valueText } from "./number-text.ts";
import styles from "./reasons.module.css";

/** What the numbers of a list are called. */
export interface Voices {
  /** "p(liked)" */
  readonly score: string;
  readonly scoreText?: (score: number) => string;
  /** "cosine with a film of the history" */
  readonly evidence: string;
}

interface Props extends Voices {
  readonly films: ReasonsReading["films"];
  /** Absent where there is nobody to compare with. */
  readonly others?: readonly {
    readonly name: string;
    readonly films: readonly { readonly id: number; readonly title: string }[];
  }[];
  readonly catalogue: Catalogue;
  readonly onHighlight: (item: number | null) => void;
}

export function ReasonsList(props: Props) {
  const { films, others, catalogue, score, scoreText = valueText, evidence, onHighlight } = props;
  const most = Math.max(
    1e-9,
    ...films.flatMap(({ voices }) => voices.map((v) => Math.abs(v.weight))),
  );
  const listed = new Set(films.map(({ item }) => catalogue.ids[item]));
  return (
    <div className={styles.lists}>
      <section className={styles.own} aria-label={say("This model")}>
        <p className={styles.heads}>
          {score} · {evidence}
        </p>
        <ol>
          {films.map(({ item, score: value, said, voices }) => (
            <li
              key={item}
              onPointerEnter={() => onHighlight(item)}
              onPointerLeave={() => onHighlight(null)}
            >
              <div className={styles.film}>
                <b title={titleText(catalogue, item)}>{shortTitle(catalogue, item, 48)}</b>
                <span className={styles.score}>{said ?? scoreText(value)}</span>
                <ul>
                  {voices.map((voice) => (
                    <li key={`${voice.item} ${voice.name}`}>
                      <span className={styles.track} aria-hidden="true">
                        <i
                          data-against={voice.weight < 0 || undefined}
                          style={{ inlineSize: `${(Math.abs(voice.weight) / most) * 100}%` }}
                        />
                      </span>
                      <span>{voiceText(voice, catalogue)}</span>
                    </li>
                  ))}
                  {voices.length === 0 && (
                    <li className={styles.none}>{say("nothing speaks for it")}</li>
                  )}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      </section>
      {others?.map(({ name, films: theirs }) => (
        <section key={name} className={styles.other} aria-label={name}>
          <p className={styles.heads}>{name}</p>
          <ol>
            {theirs.map(({ id, title }) => (
              <li key={id} data-same={listed.has(id) || undefined}>
                {title}
                {listed.has(id) && <small> {say("here too")}</small>}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {others?.length === 0 && (
        <p className={styles.none}>
          {say(
            "Lists of the models that you train in other lessons of this page will stand beside it, for the same person.",
          )}
        </p>
      )}
    </div>
  );
}

/** "Fargo (1996) 12 7 · +0.31" */
export function voiceText({ item, name, weight, value }: Voice, catalogue: Catalogue): string {
  const what = item < 0 ? say(name ?? "") : titleText(catalogue, item);
  return [what, value, signedText(weight)].filter((part) => part !== undefined).join(" ");
}
