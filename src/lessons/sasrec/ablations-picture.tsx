import { useId } from "react";
import { create } from "zustand";
import { Picture } from "../../components/charts/picture.tsx";
import { runsWith, type Summary, summary } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./sasrec.module.css";

interface Ablation {
  readonly name: string;
  readonly change: Config;
  /** NDCG@10 in the paper's table 4, ML-1M, among 100 uniform negatives; null where it has none. */
  readonly paper: number | null;
}

const ABLATIONS: readonly Ablation[] = [
  { name: "The model as it is", change: {}, paper: 0.5905 },
  { name: "Without vectors for places", change: { positions: false }, paper: 0.577 },
  { name: "A second table to score with", change: { shared: false }, paper: 0.456 },
  { name: "Layers replace, not add", change: { residuals: false }, paper: 0.554 },
  { name: "Nothing dropped", change: { dropout: 0 }, paper: 0.58 },
  { name: "No block: the last film alone", change: { blocks: 0 }, paper: 0.483 },
  { name: "One block", change: { blocks: 1 }, paper: 0.565 },
  { name: "Three blocks", change: { blocks: 3 }, paper: 0.593 },
  { name: "Two heads", change: { heads: 2 }, paper: 0.589 },
  { name: "Genres added to what is read", change: { genres: true }, paper: null },
  { name: "Average pooling", change: { encoder: "average" }, paper: null },
];

type Guess = "lower" | "level" | "higher";
const GUESSES: readonly (readonly [Guess, string])[] = [
  ["lower", "Lower"],
  ["level", "Level"],
  ["higher", "Higher"],
];
/** Closer than this, chance may have decided: three seeds differ by as much. */
const BAND = 0.006;

/** What the reader expects of each line; kept while the page is open. */
const useGuesses = create<{
  readonly of: Readonly<Record<string, Guess>>;
  guess(name: string, guess: Guess): void;
}>((set) => ({
  of: {},
  guess: (name, guess) => set(({ of }) => ({ of: { ...of, [name]: guess } })),
}));

const KEYS = ["positions", "shared", "residuals", "dropout", "blocks", "heads", "encoder"] as const;

/** The paper's table of ablations, filled by the reader's own runs. */
export function AblationsPicture({ opened }: { opened: Opened }) {
  const id = useId();
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const guesses = useGuesses();
  const declared = useSession((state) => state.lesson.hyperparameters);
  const unchanged: Config = Object.fromEntries(KEYS.map((key) => [key, declared[key]!.default]));
  const metric = opened.baselines.popularity?.["NDCG@10"] ?? 0;
  const rows = ABLATIONS.map((ablation) => {
    const config = { ...setup.config, ...unchanged, ...ablation.change };
    return { ...ablation, config, found: summary(runsWith(runs, setup, config), "NDCG@10") };
  });
  const [whole, ...others] = rows;
  const top = Math.max(metric, 1e-9, ...rows.map(({ found }) => found?.high ?? 0));
  const run = (config: Config) => {
    set(config);
    void train();
  };
  return (
    <Picture
      title="What each part is worth"
      sentence={sentenceOf(whole!.found, others)}
      table={() => ({
        columns: [
          { name: "Model" },
          { name: "NDCG@10 here, full ranking", format: (x) => x.toFixed(4) },
          { name: "Seeds" },
          { name: "NDCG@10 in the paper, 100 negatives", format: (x) => x.toFixed(3) },
          { name: "Your guess" },
          { name: "The run says" },
        ],
        rows: rows.map(({ name, found, paper }) => [
          name,
          found?.mean ?? null,
          found?.seeds ?? 0,
          paper,
          guesses.of[name] ?? "",
          outcomeOf(found, whole!.found) ?? "",
        ]),
      })}
    >
      <div className={styles.scroll}>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col">here</th>
              <th scope="col">seeds</th>
              <th scope="col">paper</th>
              <th scope="col">against the whole</th>
              <th scope="col">
                <span className={styles.hidden}>run</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, found, paper, config }, n) => (
              <tr key={name} data-own={n === 0 || undefined}>
                <th scope="row" id={`${id}-${n}`}>
                  {name}
                </th>
                <td>
                  <i
                    className={styles.gain}
                    data-sign="up"
                    style={{ inlineSize: `${(2 * (found?.mean ?? 0)) / top}em` }}
                  />
                  {found ? found.mean.toFixed(4) : "–"}
                </td>
                <td>{found ? found.seeds : ""}</td>
                <td>{paper?.toFixed(3) ?? ""}</td>
                <td>
                  {n > 0 && (
                    <Guessed
                      guess={guesses.of[name]}
                      outcome={outcomeOf(found, whole!.found)}
                      describedBy={`${id}-${n}`}
                      onGuess={(guess) => guesses.guess(name, guess)}
                    />
                  )}
                </td>
                <td>
                  <span className={styles.tools}>
                    <button
                      type="button"
                      aria-describedby={`${id}-${n}`}
                      disabled={n > 0 && !guesses.of[name]}
                      title={n > 0 && !guesses.of[name] ? "Say first where it will end" : undefined}
                      onClick={() => run(config)}
                    >
                      {found ? "Again" : "Run it"}
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Here: the whole catalogue is ranked, other settings as they are in the lab. Paper: Kang and
        McAuley (2018), MovieLens 1M, among 100 negatives with BCE; the two columns compare only in
        their order. Level: within 0.006, which chance alone can make. A second seed shows what
        chance does.
      </p>
    </Picture>
  );
}

/** The reader's guess about one line, and what the runs make of it. */
function Guessed(props: {
  readonly guess: Guess | undefined;
  readonly outcome: Guess | null;
  readonly describedBy: string;
  readonly onGuess: (guess: Guess) => void;
}) {
  const { guess, outcome, describedBy, onGuess } = props;
  if (guess && outcome) {
    return (
      <span className={styles.verdict} data-right={guess === outcome || undefined}>
        {guess === outcome ? `${outcome}: right` : `${outcome}; you said ${guess}`}
      </span>
    );
  }
  return (
    <span className={styles.tools}>
      {GUESSES.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={guess === value}
          aria-describedby={describedBy}
          onClick={() => onGuess(value)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}

function outcomeOf(found: Summary | null, whole: Summary | null): Guess | null {
  if (!found || !whole) return null;
  const gap = found.mean - whole.mean;
  return Math.abs(gap) <= BAND ? "level" : gap < 0 ? "lower" : "higher";
}

function sentenceOf(
  whole: Summary | null,
  others: readonly { readonly name: string; readonly found: Summary | null }[],
): string {
  const known = others.filter(({ found }) => found);
  if (!whole || known.length === 0) {
    return "Run the whole model and one without a part: the table says what the part was worth.";
  }
  const worst = known.reduce((low, one) => (one.found!.mean < low.found!.mean ? one : low));
  const gap = whole.mean - worst.found!.mean;
  return gap > 0
    ? `Of ${known.length} changed models the lowest is “${worst.name}”: ${worst.found!.mean.toFixed(4)} against ${whole.mean.toFixed(4)}.`
    : `None of ${known.length} changed models is below the whole one, ${whole.mean.toFixed(4)}.`;
}
