import { useCallback, useMemo, useState } from "react";
import { mix } from "../../components/charts/colours.ts";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { percentText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Theme } from "../../components/charts/theme.ts";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { lightPrefix } from "./chosen.ts";
import { LevelButtons } from "./level-buttons.tsx";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { codeProfiles, sharedGenres } from "./words-model.ts";

/** What a level means: the genres and decades of the films that each of its codes selects. */
export function MeaningPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const [chosen, setLevel] = useState(0);
  const reading = useReading<WordsReading>("words");
  const level = Math.min(chosen, (reading?.codes.length ?? 1) - 1);
  const { columns, rows } = useMemo(
    () =>
      codeProfiles(
        reading?.codes[level] ?? new Int32Array(0),
        reading?.used[level]?.length ?? 0,
        catalogue,
      ),
    [reading, level, catalogue],
  );
  const shared = useMemo(
    () => (reading ? sharedBy(reading.codes, catalogue.genreBits) : null),
    [reading, catalogue],
  );
  const colour = useCallback(
    ({ row, column }: GridCell, theme: Theme) =>
      mix(theme.zero, theme.accent, Math.min(1, rows[row]!.shares[column]!)),
    [rows],
  );
  const sentence = shared
    ? `Two films with the same code share this much of their genres: ${shared.alone.map((share, at) => `${percentText(share)} at level ${at + 1}`).join(", ")}${shared.both === null ? "" : `, and ${percentText(shared.both)} with the same first two codes`}; any two films share ${percentText(shared.any)}. A later code means something only under its prefix.`
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

function sharedBy(codes: readonly Int32Array[], genreBits: Uint32Array) {
  const [first, second] = codes;
  return {
    alone: codes.map((level) => sharedGenres(level, genreBits)),
    both:
      first && second
        ? sharedGenres(
            first.map((code, film) => code * 1024 + second[film]!),
            genreBits,
          )
        : null,
    any: sharedGenres(new Int32Array(genreBits.length), genreBits),
  };
}
