/** The tree of the beam: beginnings by column, as wide as they are probable, films at the end. */
import { useId } from "react";
import { fitText, textWidth } from "../../components/charts/text-width.ts";
import { useSize } from "../../components/charts/use-size.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { BeamReading, ExactReading } from "./beam-reading.ts";
import styles from "./generative.module.css";
import { curve, type Lost, type Placed, placedNodes, ROWS, shareText } from "./tree-layout.ts";
import { tokenText } from "./trie.ts";

interface BeamTreeProps {
  readonly beam: BeamReading;
  readonly exact: ExactReading | null | undefined;
  readonly lost: Lost | null;
  readonly catalogue: Catalogue;
  /** How many tokens are spelled. */
  readonly shown: number;
  /** log P of films before one was left out of the history. */
  readonly before: ReadonlyMap<number, number> | null;
  /** What a first token means, where it means something: "Drama 1990s". */
  readonly meaning: (node: Placed) => string;
  readonly lit: readonly number[] | null;
  readonly onLight: (path: readonly number[] | null) => void;
  readonly name: string;
}

/** In lines of text: a row, the heads, a column of tokens, and the room that two columns of films need. */
const ROW = 3.3;
const HEAD = 1.8;
const COLUMN = 4.4;
const NARROW = 3.7;
const FILMS = 11;
/** Of the exact list. */
const EXACT = 5;

export function BeamTree(props: BeamTreeProps) {
  const { beam, exact, lost, catalogue, shown, before, lit, onLight } = props;
  const id = useId();
  const [ref, size] = useSize<HTMLDivElement>();
  const { width: room = 0, height: tall = 0, font = 12, family = "" } = size ?? {};
  const T = beam.layers.length;
  // Without room for two columns of films the exact one is left to the sentence; on a stage rows are fewer.
  const wide = room >= (T * COLUMN + 2 * FILMS + 2) * font;
  const films = wide
    ? Math.max(FILMS * font, Math.min(15 * font, room * 0.26))
    : Math.max(8 * font, Math.min(FILMS * font, room - (T * NARROW + 2.5) * font));
  const width = wide ? room : Math.max(room, (T * NARROW + 2.5) * font + films);
  const rows = Math.max(3, Math.min(ROWS, Math.floor((tall / font - HEAD) / ROW)));
  const columns = placedNodes(beam, lost, exact, rows);
  const y = (row: number) => (HEAD + (row + 0.5) * ROW) * font;
  const height = (HEAD + rows * ROW) * font;
  const leaves = width - (wide ? 2 * films - font : films);
  const leaf = films - (wide ? 3 * font : 2);
  const step = (leaves - 2.5 * font) / T;
  const x = (layer: number) => 1.5 * font + (layer + 0.62) * step;
  const box = Math.min(5 * font, step * (wide ? 0.55 : 0.66));
  const rootY = y((rows - 1) / 2);
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const title = (film: number, width: number) =>
    fitText(catalogue.titles[film] ?? "", width, measure);
  const isLit = (path: readonly number[]) =>
    lit !== null && path.slice(0, lit.length).every((token, t) => token === lit[t]);
  const ends = shown === T ? columns[T - 1]!.filter(({ kept }) => kept) : [];
  const exactAt = (n: number) => y((n * (rows - 1)) / (EXACT - 1));
  const listed = shown === T && exact && wide ? [...exact.films].slice(0, EXACT) : [];
  return (
    <div ref={ref} className={styles.tree}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={styles.treeScroll} tabIndex={0} role="img" aria-label={props.name}>
        {room > 60 && (
          <svg
            width={width}
            height={height}
            fontSize={font}
            aria-hidden="true"
            onPointerLeave={() => onLight(null)}
          >
            <defs>
              <pattern
                id={`${id}-no`}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="5" height="5" className={styles.paper} />
                <path d="M0,0V5" className={styles.hatch} />
              </pattern>
            </defs>
            {columns.slice(0, shown).map((nodes, layer) => (
              <text
                key={nodes[0]?.path.length}
                x={x(layer)}
                y={font}
                textAnchor="middle"
                className={styles.head}
              >
                {step < 4.5 * font ? layer + 1 : `token ${layer + 1}`}
              </text>
            ))}
            {shown === T && (
              <>
                <text x={leaves} y={font} className={styles.head}>
                  films, by the beam
                </text>
                {exact && wide && (
                  <text x={width} y={font} textAnchor="end" className={styles.head}>
                    exact, of all {exact.catalogue.toLocaleString("en")}
                  </text>
                )}
              </>
            )}
            <rect
              x={0}
              y={rootY - 2 * font}
              width={0.6 * font}
              height={4 * font}
              rx={3}
              className={styles.root}
            />
            {columns.slice(0, shown).map((nodes, layer) =>
              nodes.map((node) => {
                const parent = columns[layer - 1]?.find(({ at }) => at === node.parent);
                const from = parent ? [x(layer - 1) + box / 2, y(parent.row)] : [0.6 * font, rootY];
                const to = [x(layer) - box / 2, y(node.row)];
                return (
                  <path
                    key={node.path.join("-")}
                    d={curve(from[0]!, from[1]!, to[0]!, to[1]!)}
                    className={styles.link}
                    data-kept={node.kept || undefined}
                    data-lit={isLit(node.path) || undefined}
                    strokeWidth={Math.max(0.8, 1.6 * font * Math.sqrt(Math.exp(node.log)))}
                  />
                );
              }),
            )}
            {columns.slice(0, shown).map((nodes, layer) =>
              nodes.map((node) => (
                <g
                  key={node.path.join("-")}
                  className={styles.node}
                  data-kept={node.kept || undefined}
                  data-lit={isLit(node.path) || undefined}
                  data-cut={node.cuts !== null || undefined}
                  onPointerEnter={() => onLight(node.path)}
                >
                  <rect
                    x={x(layer) - box / 2}
                    y={y(node.row) - 1.25 * font}
                    width={box}
                    height={1.6 * font}
                    rx={4}
                    fill={node.node < 0 ? `url(#${id}-no)` : undefined}
                  />
                  <text x={x(layer)} y={y(node.row) - 0.1 * font} textAnchor="middle">
                    {tokenText(beam, node.token)}
                  </text>
                  <text
                    x={x(layer)}
                    y={y(node.row) + 1.35 * font}
                    textAnchor="middle"
                    className={styles.small}
                  >
                    {step > 11 * font ? props.meaning(node) : ""}
                    {shareText(node.log)}
                  </text>
                  <title>{nodeTitle(node, props)}</title>
                </g>
              )),
            )}
            {ends.map((node) => {
              const left = leaves;
              const was = before?.get(node.film);
              const right = listed.indexOf(node.film);
              return (
                <g
                  key={node.at}
                  className={styles.leaf}
                  data-none={node.node < 0 || undefined}
                  data-lit={isLit(node.path) || undefined}
                >
                  <path
                    d={`M${x(T - 1) + box / 2},${y(node.row) - 0.45 * font}H${left}`}
                    className={styles.tie}
                  />
                  <rect
                    x={left}
                    y={y(node.row) - 1.4 * font}
                    width={leaf}
                    height={2.75 * font}
                    rx={5}
                    fill={node.node < 0 ? `url(#${id}-no)` : undefined}
                  />
                  <text x={left + 0.5 * font} y={y(node.row) - 0.25 * font}>
                    {node.node < 0 ? "names no film" : title(node.film, leaf - font)}
                  </text>
                  <text
                    x={left + 0.5 * font}
                    y={y(node.row) + 0.95 * font}
                    className={styles.small}
                  >
                    place {node.at + 1} · {shareText(node.log)}
                    {before &&
                      node.node >= 0 &&
                      (was === undefined ? " (new)" : ` (was ${shareText(was)})`)}
                  </text>
                  {node.node >= 0 && right >= 0 && (
                    <path
                      d={curve(left + leaf, y(node.row), width - films + font, exactAt(right))}
                      className={styles.tie}
                    />
                  )}
                </g>
              );
            })}
            {listed.map((film, n) => (
              <g key={film} className={styles.leaf} data-cut={film === lost?.film || undefined}>
                <rect
                  x={width - films + font}
                  y={exactAt(n) - 1.4 * font}
                  width={films - 1.2 * font}
                  height={2.75 * font}
                  rx={5}
                />
                <text x={width - films + 1.5 * font} y={exactAt(n) - 0.25 * font}>
                  {title(film, films - 2.2 * font)}
                </text>
                <text
                  x={width - films + 1.5 * font}
                  y={exactAt(n) + 0.95 * font}
                  className={styles.small}
                >
                  exact {n + 1} · {shareText(exact!.logs[n]!)}
                  {film === lost?.film && `, cut at ${lost.layer + 1}`}
                </text>
              </g>
            ))}
          </svg>
        )}
      </div>
    </div>
  );
}

function nodeTitle(node: Placed, { catalogue, meaning }: BeamTreeProps): string {
  const state = node.node < 0 ? "no film’s name begins like this" : node.kept ? "kept" : "pruned";
  const about = node.film >= 0 ? `, as in ${catalogue.titles[node.film]}` : "";
  return `${meaning(node)}${shareText(node.log)}, ${state}${about}`;
}
