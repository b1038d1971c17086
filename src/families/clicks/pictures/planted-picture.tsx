import { percentText, valueText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { say } from "../../../components/language/say.ts";
import { readingsOf } from "../../../components/session/readings-of.ts";
import { useActions, useSession } from "../../../components/session/use-session.ts";
import { normalised, parseTerms, termsText } from "../polynomial.ts";
import type { ClickProbes } from "../probes.ts";
import styles from "./clicks.module.css";
import { TermBuilder } from "./term-builder.tsx";

const useReading = readingsOf<ClickProbes>();

/** The products in the generated target, how much of each the model has learnt, and new ones. */
export function PlantedPicture() {
  const generated = useSession((state) => state.setup.config.task === "crosses");
  const text = useSession((state) => state.setup.config.terms as string);
  const reading = useReading("learnt");
  const { set } = useActions();
  const planted = reading?.terms.map(({ inputs, planted: coefficient }) => ({
    inputs,
    coefficient,
  }));
  const terms = !generated
    ? []
    : text === "random"
      ? (planted ?? [])
      : normalised(parseTerms(text));
  const same = reading && planted && key(planted) === key(terms);
  const learnt = same ? reading.terms : null;
  const change = (next: typeof terms) => set({ task: "crosses", terms: termsText(next) });
  const most = Math.max(
    0.1,
    ...terms.map(({ coefficient }) => Math.abs(coefficient)),
    ...(learnt ?? []).map((term) => Math.abs(term.learnt)),
  );
  const missing = learnt?.reduce((sum, term) => sum + (term.planted - term.learnt) ** 2, 0) ?? 0;
  const sentence = learnt
    ? say(
        "{n} planted products. What the model is short of them is {share} of the target’s variance.",
        {
          n: terms.length,
          share: percentText(Math.min(1, missing)),
        },
      )
    : terms.length > 0
      ? say("A changed target needs a new run: press Train.")
      : say("The target is a sum of products that you plant.");
  return (
    <Picture
      title={say("Planted and learnt")}
      sentence={sentence}
      empty={
        generated
          ? undefined
          : say("On ratings nobody knows the true crossings. Plant some: choose the task {task}.", {
              task: say("Known crossings"),
            })
      }
      table={() => ({
        columns: [
          { name: say("Product") },
          { name: say("Planted"), format: valueText },
          { name: say("Learnt"), format: valueText },
          { name: say("Share of variance"), format: percentText },
        ],
        rows: terms.map(({ inputs, coefficient }, n) => [
          nameOf(inputs),
          coefficient,
          learnt?.[n]?.learnt ?? null,
          coefficient ** 2,
        ]),
      })}
    >
      <div className={styles.stack}>
        <ul
          className={styles.terms}
          aria-label={say(
            "Planted products: orange what was planted, blue what the model has learnt",
          )}
        >
          {terms.map((term, n) => (
            <li key={nameOf(term.inputs)}>
              <code>{nameOf(term.inputs)}</code>
              <Bar planted={term.coefficient} learnt={learnt?.[n]?.learnt ?? 0} most={most} />
              <b title={say("planted")}>{valueText(term.coefficient)}</b>
              <b title={say("learnt")}>{learnt?.[n] ? valueText(learnt[n].learnt) : "–"}</b>
              {terms.length > 1 ? (
                <button
                  type="button"
                  className={styles.button}
                  aria-label={say("Take {product} out", { product: nameOf(term.inputs) })}
                  onClick={() => change(terms.toSpliced(n, 1))}
                >
                  {say("out")}
                </button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
        <TermBuilder terms={terms} onPlant={change} onRandom={() => set({ terms: "random" })} />
      </div>
    </Picture>
  );
}

const nameOf = (inputs: readonly number[]) => inputs.map((i) => `x${i + 1}`).join(" ");

const key = (terms: readonly { coefficient: number; inputs: readonly number[] }[]) =>
  terms.map((term) => `${term.coefficient.toFixed(4)} ${term.inputs}`).join();

/** Two bars from a zero in the middle: wide what was planted, narrow what is learnt. */
function Bar({ planted, learnt, most }: { planted: number; learnt: number; most: number }) {
  const span = (value: number) => ({
    left: `${50 + (50 * Math.min(0, value)) / most}%`,
    width: `${(50 * Math.abs(value)) / most}%`,
  });
  return (
    <span className={styles.bar} aria-hidden="true">
      <i style={span(planted)} />
      <s style={span(learnt)} />
    </span>
  );
}
