import { useState } from "react";
import { diverging } from "../../../components/charts/colours.ts";
import { GridCanvas, type GridCell } from "../../../components/charts/grid-canvas.tsx";
import { valueText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { say } from "../../../components/language/say.ts";
import { readingsOf } from "../../../components/session/readings-of.ts";
import { INPUTS } from "../polynomial.ts";
import type { ClickProbes } from "../probes.ts";
import styles from "./clicks.module.css";

const useReading = readingsOf<ClickProbes>();

const ALL = Array.from({ length: INPUTS }, (_, input) => input);

/** What the model has made of two inputs, all others zero, beside the truth: a product is a saddle. */
export function SurfacePicture() {
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(1);
  const reading = useReading("surface", { first, second });
  if (!reading) return null;
  const { points, reach, target, model } = reading;
  const full = Math.max(0.2, ...target.map(Math.abs), ...model.map(Math.abs));
  const apart = Math.sqrt(
    target.reduce((sum, y, n) => sum + (y - model[n]!) ** 2, 0) / target.length,
  );
  const at = ({ row, column }: GridCell) => row * points + column;
  const along = (n: number) => valueText(-reach + (2 * reach * n) / (points - 1));
  const plane = (name: string, values: Float32Array) => (
    <div>
      <h4>{name}</h4>
      <GridCanvas
        name={say("{name} over x{first} and x{second}, from {low} to {high}", {
          name,
          first: first + 1,
          second: second + 1,
          low: -reach,
          high: reach,
        })}
        rows={points}
        columns={points}
        colour={(cell, theme) =>
          diverging(values[at(cell)]! / full, theme.down, theme.zero, theme.up)
        }
        label={(cell) =>
          `x${first + 1} = ${along(cell.column)}, x${second + 1} = ${along(points - 1 - cell.row)}: ${valueText(values[at(cell)]!)}`
        }
      />
    </div>
  );
  const choose = (label: string, value: number, change: (value: number) => void) => (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => change(Number(event.target.value))}
    >
      {ALL.map((input) => (
        <option key={input} value={input}>
          x{input + 1}
        </option>
      ))}
    </select>
  );
  return (
    <Picture
      title={say("Two inputs, the others zero")}
      sentence={say(
        "Target and model are {apart} apart here (root mean square). A product is a saddle: blue in two corners, orange in the others; a sum would be a slope.",
        {
          apart: valueText(apart),
        },
      )}
      aside={
        <>
          {choose(say("Across"), first, setFirst)}
          {choose(say("Upwards"), second, setSecond)}
        </>
      }
      table={() => ({
        columns: [
          { name: `x${first + 1}` },
          { name: `x${second + 1}` },
          { name: say("Target"), format: valueText },
          { name: say("Model"), format: valueText },
        ],
        rows: Array.from(target, (y, n) => [
          along(n % points),
          along(points - 1 - Math.floor(n / points)),
          y,
          model[n]!,
        ]),
      })}
    >
      <div className={styles.planes}>
        {plane(say("Target"), target)}
        {plane(say("Model"), model)}
      </div>
    </Picture>
  );
}
