/** Which of the metrics of every slice the pictures show. */
import { chooseMetric, useChosen } from "./looks.ts";
import { MEASURED, type Measured } from "./rivals.ts";
import styles from "./semantic.module.css";

export function MetricChoice() {
  const metric = useChosen((state) => state.metric);
  return (
    <label className={styles.field}>
      metric{" "}
      <select
        className="select"
        value={metric}
        onChange={(event) => chooseMetric(event.target.value as Measured)}
      >
        {MEASURED.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
