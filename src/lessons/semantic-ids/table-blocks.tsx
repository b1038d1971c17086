/** The tables of all ways as squares to one scale: the area is the count of numbers. */
import { countText } from "../../components/charts/number-text.ts";
import type { TablesReading } from "./look-up.ts";
import { COLOUR, labelOf } from "./looks.ts";
import styles from "./semantic.module.css";
import type { Way } from "./settings.ts";

interface TableBlocksProps {
  readonly tables: TablesReading;
  readonly way: Way;
  readonly onWay: (way: Way) => void;
}

/** Em that the side of the largest square has. */
const SIDE = 3.8;

export function TableBlocks({ tables, way, onWay }: TableBlocksProps) {
  const { dim, ways } = tables;
  const numbers = (rows: number) => rows * (dim + 1);
  const pieces = ways.map(({ parts, layer }) => [
    ...parts.map(({ name, rows }) => ({ name, size: numbers(rows) })),
    ...(layer > 0 ? [{ name: "layer", size: layer }] : []),
  ]);
  const most = Math.max(1, ...pieces.flat().map(({ size }) => size));
  const said = ways.map((one) => `${labelOf(one.way)} ${countText(one.numbers)}`).join(", ");
  return (
    <figure className={styles.blocks} aria-label={`Numbers in the tables: ${said}`}>
      {ways.map((one, n) => (
        <button
          key={one.way}
          type="button"
          className={styles.block}
          aria-pressed={one.way === way}
          onClick={() => onWay(one.way)}
          style={{ color: COLOUR[one.way] }}
        >
          <span className={styles.squares}>
            {pieces[n]!.map(({ name, size }) => (
              <i
                key={name}
                title={`${name}: ${countText(size)} numbers`}
                style={{ inlineSize: `${SIDE * Math.sqrt(size / most)}em` }}
              />
            ))}
          </span>
          <b>{labelOf(one.way)}</b>
          <span>{countText(one.numbers)}</span>
        </button>
      ))}
    </figure>
  );
}
