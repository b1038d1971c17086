import { signedText, valueText } from "../../components/charts/number-text.ts";
import { say } from "../../components/language/say.ts";
import styles from "./force-triple.module.css";
import type { TripleReading } from "./force-triple.tsx";

interface TripleChainProps {
  readonly reading: TripleReading;
  readonly after: { readonly sPositive: number; readonly sNegative: number };
  readonly lr: number;
  readonly pairwise: boolean;
}

const sigma = (x: number) => 1 / (1 + Math.exp(-x));

/** The chain rule, factor by factor, with the numbers of this moment in it. */
export function TripleChain({ reading, after, lr, pairwise }: TripleChainProps) {
  const { sPositive, sNegative, dPositive, dNegative, loss } = reading;
  const gap = sPositive - sNegative;
  const rows: readonly (readonly [string, string, string])[] = [
    [say("scores"), "sᵢ = p·qᵢ + bᵢ", sPositive.toFixed(4)],
    ["", "sⱼ = p·qⱼ + bⱼ", sNegative.toFixed(4)],
    ...(pairwise
      ? ([
          [say("loss"), `L = −log σ(sᵢ − sⱼ) = −log σ(${valueText(gap)})`, valueText(loss)],
          [
            say("first factor"),
            `∂L/∂sᵢ = −σ(sⱼ − sᵢ) = −${valueText(sigma(-gap))}`,
            valueText(dPositive),
          ],
          ["", "∂L/∂sⱼ = +σ(sⱼ − sᵢ)", valueText(dNegative)],
        ] as const)
      : ([
          [say("loss"), "L = −log σ(sᵢ) − log(1 − σ(sⱼ))", valueText(loss)],
          [
            say("first factor"),
            `∂L/∂sᵢ = σ(sᵢ) − 1 = ${valueText(sigma(sPositive))} − 1`,
            valueText(dPositive),
          ],
          ["", "∂L/∂sⱼ = σ(sⱼ)", valueText(dNegative)],
        ] as const)),
    [say("second factor"), "∂sᵢ/∂p = qᵢ,  ∂sⱼ/∂p = qⱼ,  ∂s/∂q = p", ""],
    [
      say("product"),
      `∂L/∂p = ${valueText(dPositive)} qᵢ ${dNegative < 0 ? "−" : "+"} ${valueText(Math.abs(dNegative))} qⱼ`,
      "",
    ],
    [say("one step"), say("p ← p − {lr} ∂L/∂p, and so for qᵢ, qⱼ", { lr }), ""],
    [say("after"), `sᵢ ${signedText(after.sPositive - sPositive)}`, after.sPositive.toFixed(4)],
    ["", `sⱼ ${signedText(after.sNegative - sNegative)}`, after.sNegative.toFixed(4)],
  ];
  return (
    <table className={styles.chain} aria-label={say("Chain rule with numbers")}>
      <tbody>
        {rows.map(([what, formula, value]) => (
          <tr key={`${what}${formula}`}>
            {what === "" ? <td /> : <th scope="row">{what}</th>}
            <td>{formula}</td>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
