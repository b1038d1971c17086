import { useCallback, useMemo, useState } from "react";
import { mix } from "../../components/charts/colours.ts";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { percentText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Theme } from "../../components/charts/theme.ts";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/run.ts";
import { lightPrefix } from "./chosen.ts";
import { LevelButtons } from "./level-buttons.tsx";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { purity } from "./word-metrics.ts";
import { codeProfiles } from "./words-model.ts";

/** What a level means: the genres and decades of the films that each of its codes selects. */
export function MeaningPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const [chosen, setLevel] = useState(0);
  const reading = useReading<WordsReading>("words");
  const level = Math.min(chosen, (reading?.codes.length ?? 1) - 1);
  const { columns, rows, overall } = useMemo(
    () =>
      codeProfiles(
        reading?.codes[level] ?? new Int32Array(0),
        reading?.used[level]?.length ?? 0,
        catalogue,
      ),
    [reading, level, catalogue],
  );
  const alone = reading?.codes.map((codes) => purity(codes, catalogue.genreBits)) ?? [];
  const under = useMemo(() => (reading ? underPrefix(reading.codes) : null), [reading]);
  const colour = useCallback(
    ({ row, column }: GridCell, theme: Theme) =>
      mix(theme.zero, theme.accent, Math.min(1, rows[row]!.shares[column]!)),
    [rows],
  );
  const sentence =
    reading && under
      ? `The most frequent genre of a code covers ${alone.map((share, at) => `${percentText(share)} of the films at level ${at + 1}`).join(", ")}; with no codes at all, ${percentText(overall)}. Level 2 under its own first code: ${percentText(purity(under, catalogue.genreBits))}. A later code means something only under its prefix.`
      : "Genres and decades by code.";
  return (
    <Picture
      title={`What level ${level + 1} means`}
      sentence={sentence}
      aside={<LevelButtons count={reading?.codes.length ?? 1} level={level} onLevel={setLevel} />}
      empty={rows.length > 0 ? undefined : "Genres and decades of each code will stand here."}
      table={() => ({
        columns: [
          { name: "Code", format: String },
          { name: "Films" },
          ...columns.map((name) => ({ name, format: percentText })),
        ],
        rows: rows.map(({ code, films, shares }) => [code, films, ...shares]),
      })}
    >
      <div className={styles.meaning}>
        <div className={styles.heads} aria-hidden="true">
          {columns.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <GridCanvas
          name={`Share of each code’s films by genre and decade, level ${level + 1}`}
          rows={rows.length}
          columns={columns.length}
          aspect={0.8}
          colour={colour}
          label={({ row, column }) =>
            `code ${rows[row]!.code}, ${plural(rows[row]!.films, "film")}: ${percentText(rows[row]!.shares[column]!)} ${columns[column]}`
          }
          onPoint={(cell) => lightPrefix(cell && level === 0 ? [rows[cell.row]!.code] : null)}
        />
        <p className={styles.note}>
          A row a code, a column a genre or decade; the darker, the more of the code’s films have
          it.
        </p>
      </div>
    </Picture>
  );
}

/** One group for each pair of first and second code. */
function underPrefix(codes: readonly Int32Array[]): Int32Array {
  const [first, second] = codes;
  if (!first || !second) return first ?? new Int32Array(0);
  return first.map((code, film) => code * 1024 + second[film]!);
}
