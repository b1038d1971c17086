/** An editor's weights: shares asked and shares shown, and the list of a person blended by them. */
import { useMemo } from "react";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import { Rng } from "../../engine/numbers/random.ts";
import {
  askedShares,
  blend,
  marginalRelevance,
  sharesOf,
  TYPE_NAMES,
  type Typed,
  typeOf,
} from "./blend.ts";
import { chooseScale, chooseTypes, drawAgain, useChosen, weigh } from "./looks.ts";
import { NOBODY } from "./person-choice.tsx";
import { placesOf } from "./places.ts";
import styles from "./two-stages.module.css";
import { useRequest } from "./use-request.ts";

const SLOTS = 10;
const DRAWS = 10_000;
/** What a score counts in the list that blending is held against. */
const MU = 0.5;

export function BlendPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const { reading } = useRequest();
  const { types, weights, scale, draw } = useChosen();
  const films = useMemo(() => {
    if (!reading) return [];
    const score = new Map(Array.from(reading.items, (item, n) => [item, reading.second[n]!]));
    return placesOf(reading).list.map(
      (item): Typed => ({
        item,
        score: score.get(item)!,
        type: typeOf(types, item, catalogue.years, popularity),
      }),
    );
  }, [reading, types, catalogue, popularity]);
  const usable = weights.some((weight) => weight > 0);
  const shares = useMemo(
    () => (usable ? sharesOf(films, weights, SLOTS, DRAWS, new Rng(draw)) : null),
    [films, weights, draw, usable],
  );
  const scaled = films.map((film) => ({ ...film, score: scale * film.score }));
  const names = TYPE_NAMES[types];
  const asked = usable ? askedShares(weights) : weights.map(() => 0);
  const lists = usable
    ? [
        {
          name: "Blended",
          of: blend(scaled, weights, SLOTS, new Rng(draw)).map((n) => scaled[n]!),
        },
        {
          name: "By marginal relevance",
          of: marginalRelevance(scaled, SLOTS, MU).map((n) => scaled[n]!),
        },
      ]
    : [];
  const first = films.slice(0, SLOTS);
  const sentence =
    shares && reading
      ? sentenceOf(names, asked, shares)
      : "Give at least one type a weight above 0.";
  return (
    <Picture
      title="Shares asked, shares shown"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? NOBODY
            : "The list appears when stage one is there."
      }
      table={() => ({
        columns: [
          { name: "Type" },
          { name: "Asked", format: percentText },
          { name: "Shown in 10,000 lists", format: percentText },
          { name: "In stage two’s ten", format: percentText },
          { name: "Candidates" },
        ],
        rows: names.map((name, type) => [
          name,
          asked[type]!,
          shares?.[type] ?? null,
          first.filter((film) => film.type === type).length / SLOTS,
          films.filter((film) => film.type === type).length,
        ]),
      })}
      aside={
        <span className={styles.tools}>
          <button
            type="button"
            aria-pressed={types === "years"}
            onClick={() => chooseTypes("years")}
          >
            By decade
          </button>
          <button
            type="button"
            aria-pressed={types === "ratings"}
            onClick={() => chooseTypes("ratings")}
          >
            By ratings
          </button>
          <button
            type="button"
            aria-pressed={scale === 100}
            onClick={() => chooseScale(scale === 1 ? 100 : 1)}
          >
            Scores × 100
          </button>
          <button type="button" onClick={drawAgain}>
            Draw again
          </button>
        </span>
      }
    >
      <div className={styles.blend}>
        <table className={styles.shares}>
          <thead>
            <tr>
              <th scope="col">type</th>
              <th scope="col">weight</th>
              <th scope="col">asked</th>
              <th scope="col">shown</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name, type) => (
              <tr key={name} data-type={type}>
                <th scope="row">
                  <i aria-hidden="true" />
                  {name}
                </th>
                <td>
                  <input
                    type="range"
                    min={0}
                    max={100}
                    step={5}
                    value={weights[type]}
                    aria-label={`Weight of ${name}`}
                    onChange={({ target }) => weigh(type, Number(target.value))}
                  />
                </td>
                <td>{percentText(asked[type]!)}</td>
                <td>{shares ? percentText(shares[type]!) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.lists}>
          {[{ name: "Stage two’s ten", of: first }, ...lists].map(({ name, of }) => (
            <section key={name} aria-label={name}>
              <h4>{name}</h4>
              <ol>
                {of.map(({ item, type }) => (
                  <li
                    key={item}
                    data-type={type}
                    title={`${titleText(catalogue, item)}: ${names[type]}`}
                  >
                    {shortTitle(catalogue, item, 26)}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
      </div>
    </Picture>
  );
}

function sentenceOf(
  names: readonly string[],
  asked: readonly number[],
  shares: readonly number[],
): string {
  const gap = shares.map((share, type) => Math.abs(share - asked[type]!));
  const widest = gap.indexOf(Math.max(...gap));
  return gap[widest]! < 0.005
    ? "Over 10,000 lists of ten every type has the share that it was asked for, within half a percent."
    : `Over 10,000 lists of ten “${names[widest]}” is shown in ${percentText(shares[widest]!)} of the slots where ${percentText(asked[widest]!)} were asked: there are too few candidates of a type, and the others take its slots.`;
}
