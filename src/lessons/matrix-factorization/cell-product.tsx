import { valueText } from "../../components/charts/number-text.ts";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { say } from "../../components/language/say.ts";
import type { Factors } from "./cell-factors.ts";
import styles from "./cell-product.module.css";

interface CellProductProps {
  readonly factors: Factors;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly user: number;
  readonly film: string;
}

/** One cell of the predicted matrix: a row of P and a row of Q, multiplied number by number and added up. */
export function CellProduct({ factors, row, column, columns, user, film }: CellProductProps) {
  const { dim } = factors;
  const p = factors.p.subarray(row * dim, (row + 1) * dim);
  const q = factors.q.subarray(column * dim, (column + 1) * dim);
  const products = p.map((value, k) => value * q[k]!);
  const dot = products.reduce((sum, value) => sum + value, 0);
  const added = factors.added[row * columns + column]!;
  const largest = (values: Float32Array) => Math.max(1e-6, ...values.map(Math.abs));
  const reach = Math.max(largest(p), largest(q));
  return (
    <section className={styles.cell} aria-label={say("One cell, multiplied out")}>
      <p className={styles.names}>
        {say("User {user}, {film}: move over the matrix for another cell.", { user, film })}
      </p>
      <VectorStrip name="p" values={p} reach={reach} end={say("user {user}", { user })} />
      <VectorStrip name="q" values={q} reach={reach} end={film} />
      <VectorStrip
        name="p ⊙ q"
        values={products}
        reach={largest(products)}
        end={say("sum {dot}", { dot: valueText(dot) })}
      />
      <p className={styles.sum}>
        p·q + b = {valueText(dot)} {added < 0 ? "−" : "+"} {valueText(Math.abs(added))} ={" "}
        <b>{valueText(dot + added)}</b>
      </p>
    </section>
  );
}
