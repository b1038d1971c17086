import type { ReactNode } from "react";
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText, plural, signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { sayWith } from "../../components/language/said-with.tsx";
import { say } from "../../components/language/say.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import styles from "./force-triple.module.css";
import { TripleChain } from "./triple-chain.tsx";
import { TripleDrawing } from "./triple-drawing.tsx";
import { norm, scoresAfter, triplePlane } from "./triple-plane.ts";

/** One (user, positive, negative) example with each factor of the chain rule. */
export interface TripleReading {
  readonly user: number;
  readonly positive: number;
  readonly negative: number;
  /** The vectors now, [d] each. */
  readonly p: Float32Array;
  readonly qPositive: Float32Array;
  readonly qNegative: Float32Array;
  readonly sPositive: number;
  readonly sNegative: number;
  readonly loss: number;
  /** dL/ds of the positive and the negative. */
  readonly dPositive: number;
  readonly dNegative: number;
  /** dL/dp, dL/dq_i, dL/dq_j, [d] each, by the model's own backward pass. */
  readonly gradP: Float32Array;
  readonly gradPositive: Float32Array;
  readonly gradNegative: Float32Array;
  /** dL/dp by (L(x + h) - L(x - h)) / 2h, once asked for. */
  readonly checked?: { readonly p: Float32Array; readonly largestDifference: number };
}

export interface ForceTripleProps {
  readonly reading: TripleReading | undefined;
  readonly catalogue: Catalogue;
  /** Step of plain gradient descent that "after" takes. */
  readonly lr: number;
  /** True where the loss is of a pair (BPR), false where each score has its own (BCE). */
  readonly pairwise: boolean;
  /** Asks for the finite differences. */
  readonly onCheck: () => void;
  readonly checking?: boolean;
  /** Chooses another example. */
  readonly aside?: ReactNode;
}

/** What one training example does to its three vectors. */
export function ForceTriple(props: ForceTripleProps) {
  const { reading, catalogue, lr, pairwise, onCheck, checking = false, aside } = props;
  const after = reading && scoresAfter(reading, reading, lr);
  const said =
    reading && after
      ? say(
          "One step of {lr} takes the score of {positive} from {from} to {to} and that of {negative} from {negativeFrom} to {negativeTo}.",
          {
            lr,
            positive: titleText(catalogue, reading.positive),
            from: reading.sPositive.toFixed(4),
            to: after.sPositive.toFixed(4),
            negative: titleText(catalogue, reading.negative),
            negativeFrom: reading.sNegative.toFixed(4),
            negativeTo: after.sNegative.toFixed(4),
          },
        )
      : say(
          "One user, one film they watched, one that stands for not wanted: what the loss does to them.",
        );
  return (
    <Picture
      title={say("One example, by hand")}
      aside={aside}
      sentence={said}
      empty={
        reading ? undefined : say("Three vectors and the forces between them will stand here.")
      }
      table={() => table(reading)}
    >
      {reading && after && (
        <Example {...{ reading, catalogue, lr, pairwise, onCheck, checking, after }} />
      )}
    </Picture>
  );
}

interface ExampleProps extends Omit<ForceTripleProps, "aside" | "reading"> {
  readonly reading: TripleReading;
  readonly after: { readonly sPositive: number; readonly sNegative: number };
}

function Example(props: ExampleProps) {
  const { reading, catalogue, lr, pairwise, onCheck, checking, after } = props;
  const plane = triplePlane(reading, lr);
  const { p, qPositive, qNegative, gradP } = reading;
  const reach = Math.max(1e-9, ...[p, qPositive, qNegative].map(largest));
  const names = [
    String(reading.user),
    titleText(catalogue, reading.positive),
    titleText(catalogue, reading.negative),
  ] as const;
  const length = (vector: Float32Array) =>
    say("length {value}", { value: valueText(norm(vector)) });
  return (
    <div className={styles.triple}>
      <div>
        <TripleDrawing
          name={say(
            "Vectors of user {user}, {positive} (watched) and {negative} (negative), with arrows for the movement of one step: gap between the scores {gap}",
            {
              user: reading.user,
              positive: names[1],
              negative: names[2],
              gap: signedText(
                after.sPositive - after.sNegative - reading.sPositive + reading.sNegative,
              ),
            },
          )}
          plane={plane}
          names={names}
        />
        <p className={styles.note}>
          {sayWith(
            "The plane through {p} and {difference}; it holds {share} of the vectors' length. Thick arrows are the movement, minus the gradient, drawn {times} as long as one plain step.",
            {
              p: <i>p</i>,
              difference: (
                <i>
                  q<sub>i</sub> − q<sub>j</sub>
                </i>
              ),
              share: percentText(plane.kept),
              times: plural(Math.max(1, plane.stretched), "time"),
            },
          )}
        </p>
      </div>
      <TripleChain reading={reading} after={after} lr={lr} pairwise={pairwise} />
      <div className={styles.strips}>
        <VectorStrip name="p" values={p} reach={reach} end={length(p)} />
        <VectorStrip name="qᵢ" values={qPositive} reach={reach} end={length(qPositive)} />
        <VectorStrip name="qⱼ" values={qNegative} reach={reach} end={length(qNegative)} />
        <VectorStrip
          name="∂L/∂p"
          values={gradP}
          reach={largest(gradP)}
          end={say("largest {value}", { value: valueText(largest(gradP)) })}
        />
        {reading.checked && (
          <VectorStrip
            name={say("by differences")}
            values={reading.checked.p}
            reach={largest(gradP)}
            end={say("off by {value} at most", {
              value: valueText(reading.checked.largestDifference),
            })}
          />
        )}
        <p className={styles.check}>
          <button type="button" onClick={onCheck} disabled={checking}>
            {say("Check by finite differences")}
          </button>
          <span role="status">
            {checking
              ? say("Nudging each number of p …")
              : reading.checked
                ? verdict(reading.checked.largestDifference, largest(gradP))
                : say("Nudges each number of p both ways and sees what the loss does.")}
          </span>
        </p>
      </div>
    </div>
  );
}

const largest = (vector: Float32Array) =>
  vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);

function verdict(off: number, size: number): string {
  return off <= 0.02 * size + 1e-4
    ? say("✓ The backward pass and the nudges agree: {off} apart at most.", {
        off: valueText(off),
      })
    : say("They differ by up to {off}, with {size} the largest: more than rounding.", {
        off: valueText(off),
        size: valueText(size),
      });
}

function table(reading: TripleReading | undefined) {
  const names = ["p", "qᵢ", "qⱼ", "∂L/∂p", "∂L/∂qᵢ", "∂L/∂qⱼ", say("∂L/∂p by differences")];
  const columns = [
    { name: "k" },
    ...names
      .slice(0, reading?.checked ? 7 : 6)
      .map((name) => ({ name, format: (value: number) => value.toFixed(5) })),
  ];
  if (!reading) return { columns, rows: [] };
  const { p, qPositive, qNegative, gradP, gradPositive, gradNegative, checked } = reading;
  const vectors = [p, qPositive, qNegative, gradP, gradPositive, gradNegative];
  return {
    columns,
    rows: Array.from(p, (_, k) => [
      k + 1,
      ...vectors.map((vector) => vector[k] ?? null),
      ...(checked ? [checked.p[k] ?? null] : []),
    ]),
  };
}
