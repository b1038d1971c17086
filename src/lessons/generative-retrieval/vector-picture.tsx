/** The planted cell: squared error's best vector lies between two films, a softmax over codes keeps both. */
import { useState } from "react";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import styles from "./generative.module.css";
import { bestVector, LIKELY, nearest, OTHERS, type Point, squaredError } from "./vector-cell.ts";

const SIZE = 320;
const at = ({ x, y }: Point) => ({ cx: (x / 2.4 + 0.5) * SIZE, cy: (0.5 - y / 2.4) * SIZE });

export function VectorPicture() {
  const [p, setP] = useState(0.5);
  const [spot, setSpot] = useState<Point>({ x: -0.4, y: 0.4 });
  const best = bestVector(p);
  const order = nearest(best);
  const [a, b] = LIKELY;
  const name = (film: number) => (film < 2 ? (film === 0 ? "A" : "B") : `other ${film - 1}`);
  return (
    <Picture
      title="A vector, or a code"
      sentence={`A comes next with probability ${percentText(p)}, else B. The vector of the least squared error is their mean; nearest to it is ${name(order[0]!)}. A softmax over the two codes says ${percentText(p)} and ${percentText(1 - p)}, and both are films.`}
      table={() => ({
        columns: [
          { name: "Vector" },
          { name: "x" },
          { name: "y" },
          { name: "Squared error", format: valueText },
        ],
        rows: [
          ["the mean", best.x, best.y, squaredError(best, p)],
          ["A", a.x, a.y, squaredError(a, p)],
          ["B", b.x, b.y, squaredError(b, p)],
          ["your point", spot.x, spot.y, squaredError(spot, p)],
        ],
      })}
      aside={
        <label className={styles.field}>
          P(A){" "}
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={p}
            onChange={(event) => setP(Number(event.target.value))}
          />
          <output>{percentText(p)}</output>
        </label>
      }
    >
      <div className={styles.plain}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same numbers are in the sliders below */}
        <svg
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          className={styles.cell}
          role="img"
          aria-label={`Two films far apart, the mean between them, and your point with squared error ${valueText(squaredError(spot, p))}`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const scale = Math.min(box.width, box.height);
            setSpot({
              x: ((event.clientX - box.x - box.width / 2) / scale) * 2.4,
              y: -((event.clientY - box.y - box.height / 2) / scale) * 2.4,
            });
          }}
        >
          <line
            x1={at(a).cx}
            y1={at(a).cy}
            x2={at(b).cx}
            y2={at(b).cy}
            className={styles.between}
          />
          {OTHERS.map((other) => (
            <circle key={other.x} {...at(other)} r={5} className={styles.other} />
          ))}
          {LIKELY.map((film, n) => (
            <g key={film.x}>
              <circle
                {...at(film)}
                r={4 + 14 * Math.sqrt(n === 0 ? p : 1 - p)}
                className={styles.likely}
              />
              <text className={styles.text} x={at(film).cx} y={at(film).cy + 5} textAnchor="middle">
                {n === 0 ? "A" : "B"}
              </text>
            </g>
          ))}
          <path
            d={`M${at(best).cx - 7},${at(best).cy}h14M${at(best).cx},${at(best).cy - 7}v14`}
            className={styles.mean}
          />
          <text className={styles.text} x={at(best).cx + 10} y={at(best).cy - 8} fontSize={12}>
            mean: {valueText(squaredError(best, p))}
          </text>
          <circle {...at(spot)} r={4} className={styles.spot} />
          <text className={styles.text} x={at(spot).cx + 8} y={at(spot).cy + 4} fontSize={12}>
            yours: {valueText(squaredError(spot, p))}
          </text>
        </svg>
        <p className={`${styles.tools} ${styles.byHand}`}>
          {(["x", "y"] as const).map((axis) => (
            <label key={axis} className={styles.field}>
              Your point, {axis}{" "}
              <input
                type="range"
                min={-1.1}
                max={1.1}
                step={0.05}
                value={spot[axis]}
                onChange={(event) => setSpot({ ...spot, [axis]: Number(event.target.value) })}
              />
            </label>
          ))}
          <span>No point has a smaller error than the mean: try.</span>
        </p>
      </div>
    </Picture>
  );
}
