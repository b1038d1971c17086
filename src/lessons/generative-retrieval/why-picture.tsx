/** This person, this list, why: which films of the history have names that begin alike. */
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { BeamReading } from "./beam-reading.ts";
import styles from "./generative.module.css";
import type { probes } from "./probes.ts";
import { agreeing, shareText } from "./tree-layout.ts";
import { tokenText } from "./trie.ts";

const useReading = readingsOf<typeof probes>();
const SHOWN = 10;

interface Reason {
  readonly film: number;
  readonly log: number;
  readonly path: readonly number[];
  /** The longest beginning that a film of the history has too, and those films. */
  readonly alike: number;
  readonly from: readonly number[];
}

export function WhyPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const width = useSession((state) => state.setup.config.beam as number);
  const { setUser } = useActions();
  const beam = useReading("beam", { user, width, constraint: true });
  const seen = useReading("recommendations", { user });
  const reasons = beam ? reasonsOf(beam, seen && new Set(seen.items)) : [];
  const title = (film: number) => catalogue.titles[film] ?? "";
  const shared = reasons.filter(({ alike }) => alike > 0).length;
  return (
    <Picture
      title="This person, this list, why"
      fill
      sentence={`Of ${reasons.length} films on the list, ${shared} have a name that begins as one of the last ${beam?.films.length ?? 0} films does. A shared beginning is evidence, not a cause: leave the film out of the history (The beam) and see what its probability does.`}
      empty={beam ? undefined : "The list appears when the model is there."}
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "P" },
          { name: "Name" },
          { name: "Tokens shared" },
          { name: "With" },
        ],
        rows: reasons.map(({ film, log, path, alike, from }) => [
          title(film),
          Math.exp(log),
          path.map((token) => tokenText(beam!, token)).join(" "),
          alike,
          from.map(title).join("; "),
        ]),
      })}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    >
      {beam && (
        <div className={styles.scroll}>
          <table className={styles.words} data-few>
            <thead>
              <tr>
                <th scope="col">film</th>
                <th scope="col">name</th>
                <th scope="col">p</th>
                <th scope="col">begins as</th>
              </tr>
            </thead>
            <tbody>
              {reasons.map(({ film, log, path, alike, from }) => (
                <tr key={film}>
                  <th scope="row">{title(film)}</th>
                  <td>
                    <span className={styles.tokens}>
                      {path.map((token, t) => (
                        <code key={token} data-lit={t < alike || undefined}>
                          {tokenText(beam, token)}
                        </code>
                      ))}
                    </span>
                  </td>
                  <td>{shareText(log)}</td>
                  <td>
                    {from.length === 0 ? "none of them" : from.slice(0, 3).map(title).join(", ")}
                    {from.length > 3 ? ` and ${from.length - 3} more` : ""}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}

/** The films of the list with the films of the history whose names begin most alike. */
function reasonsOf(beam: BeamReading, listed: ReadonlySet<number> | undefined): Reason[] {
  const T = beam.layers.length;
  const nameOf = (at: number) => beam.tokens.subarray(at * T, (at + 1) * T);
  return beam.layers[T - 1]!.map((leaf, at) => ({ leaf, path: pathOf(beam, at) }))
    .filter(({ leaf }) => leaf.kept && leaf.node >= 0)
    .filter(({ leaf }) => (listed ? listed.has(leaf.film) : !beam.films.includes(leaf.film)))
    .slice(0, SHOWN)
    .map(({ leaf, path }) => {
      const shared = beam.films.map((_, at) => agreeing(nameOf(at), path));
      const alike = Math.max(0, ...shared);
      const from = alike === 0 ? [] : beam.films.filter((_, at) => shared[at] === alike);
      return { film: leaf.film, log: leaf.log, path, alike, from };
    });
}

function pathOf({ layers }: BeamReading, at: number): number[] {
  const path: number[] = [];
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const node = layers[layer]![at]!;
    path.unshift(node.token);
    at = node.parent;
  }
  return path;
}
