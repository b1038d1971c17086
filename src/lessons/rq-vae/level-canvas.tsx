import { Delaunay } from "d3-delaunay";
import { type PointerEvent, useCallback, useMemo, useRef, useState } from "react";
import { type GenreClasses, shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { turnToLevel } from "../../components/charts/map-turn.ts";
import { percentText, plural } from "../../components/charts/number-text.ts";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import { useSize } from "../../components/charts/use-size.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import { lightPrefix, pinPrefix, startsWith } from "./chosen.ts";
import { cells, codes, label, points, wayToCode } from "./level-draw.ts";
import { placeLevel } from "./level-place.ts";
import type { LevelMapReading } from "./map-reading.ts";
import styles from "./rq-vae.module.css";
import { classOfCodes, meaningOf } from "./words-model.ts";

interface Props {
  readonly name: string;
  readonly reading: LevelMapReading;
  readonly words: readonly Int32Array[];
  readonly catalogue: Catalogue;
  readonly classes: GenreClasses;
  /** The only class shown in colour; null for all. */
  readonly only: number | null;
  readonly prefix: readonly number[] | null;
  /** The film whose way is drawn. */
  readonly film: number;
  readonly highlight: number | null;
  readonly onHighlight: (film: number | null) => void;
  readonly onChoose: (film: number) => void;
}

/** Points, codes and cells. A film has the colour of its genre, a cell that of most of its films. */
export function LevelCanvas(props: Props) {
  const { name, reading, words, catalogue, classes, only, prefix, film, highlight } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0 } = size ?? {};
  const angle = useRef({ level: -1, at: 0 });
  const placed = useMemo(() => {
    // A long cloud lies along a wide box; while it learns it turns slowly.
    if (width > height * 1.15) {
      const fresh = angle.current.level !== reading.level;
      const at = fresh ? 0 : angle.current.at;
      const by = turnToLevel(reading, at, fresh ? Math.PI : 0.1);
      angle.current = { level: reading.level, at: at + by };
    }
    return placeLevel(reading, angle.current.at, width, height);
  }, [reading, width, height]);
  const codeClass = useMemo(
    () => classOfCodes(reading.code, reading.codeX.length, classes),
    [reading, classes],
  );
  const mesh = useMemo(
    () =>
      Delaunay.from(
        placed.x,
        (_, n) => placed.x[n]!,
        (_, n) => placed.y[n]!,
      ),
    [placed],
  );
  const [tip, setTip] = useState<Hit | null>(null);

  const draw = useCallback(
    (frame: Frame) => {
      const { context, theme, width, height } = frame;
      const unit = Math.max(1, theme.font / 15);
      const shown = (item: number) =>
        (only === null || classes.of[item] === only) &&
        (prefix === null || startsWith(words, item, prefix));
      cells(context, theme, placed, codeClass, width, height);
      points(frame, placed, classes, shown, unit);
      codes(context, theme, placed, codeClass, unit);
      for (const item of [film, highlight]) {
        if (item === null || item >= placed.x.length) continue;
        wayToCode(context, theme, placed, item, reading.code[item]!, unit, item === highlight);
        label(context, theme, shortTitle(catalogue, item), placed.x[item]!, placed.y[item]!, width);
      }
      return false;
    },
    [placed, codeClass, classes, catalogue, words, reading, only, prefix, film, highlight],
  );
  const canvas = useCanvas(draw);

  const find = (event: PointerEvent<HTMLDivElement>): Hit | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const near = (px: Float32Array, py: Float32Array, n: number) =>
      Math.hypot(px[n]! - x, py[n]! - y);
    // A code lies on top of the films, and has the smaller reach.
    for (let code = 0; code < placed.codeX.length; code++) {
      if (near(placed.codeX, placed.codeY, code) < 6) return { kind: "code", at: code };
    }
    const film = placed.x.length > 0 ? mesh.find(x, y) : -1;
    return film >= 0 && near(placed.x, placed.y, film) < 16 ? { kind: "film", at: film } : null;
  };
  const point = (found: Hit | null) => {
    if (found?.kind === tip?.kind && found?.at === tip?.at) return;
    setTip(found);
    props.onHighlight(found?.kind === "film" ? found.at : null);
    // Only a code of level 1 is a prefix by itself.
    lightPrefix(found?.kind === "code" && reading.level === 0 ? [found.at] : null);
  };
  const [tipX = 0, tipY = 0] =
    tip?.kind === "film"
      ? [placed.x[tip.at], placed.y[tip.at]]
      : tip
        ? [placed.codeX[tip.at], placed.codeY[tip.at]]
        : [];
  return (
    <div
      ref={ref}
      className={styles.canvas}
      onPointerMove={(event) => point(find(event))}
      onPointerLeave={() => point(null)}
      onPointerDown={(event) => {
        const found = find(event);
        if (found?.kind === "film") props.onChoose(found.at);
        if (found?.kind === "code" && reading.level === 0) pinPrefix([found.at]);
      }}
    >
      <canvas ref={canvas.ref} role="img" aria-label={name} />
      {tip !== null && (
        <p
          className={styles.tip}
          style={{
            ...(tipX < width / 2 ? { left: tipX + 12 } : { right: width - tipX + 12 }),
            ...(tipY < height / 2 ? { top: tipY + 14 } : { bottom: height - tipY + 14 }),
          }}
        >
          {tip.kind === "film" ? (
            <>
              {titleText(catalogue, tip.at)} <b>{words.map((level) => level[tip.at]).join("·")}</b>
            </>
          ) : (
            codeText(tip.at, reading.code, catalogue)
          )}
        </p>
      )}
    </div>
  );
}

interface Hit {
  readonly kind: "film" | "code";
  readonly at: number;
}

/** "Code 23: 44 films, 96% Romance, 1990s" */
function codeText(code: number, of: Int32Array, catalogue: Catalogue): string {
  const films = Array.from(of.keys()).filter((film) => of[film] === code);
  if (films.length === 0) return `Code ${code}: dead, no film has it`;
  const { genre, share, decade } = meaningOf(films, catalogue);
  return `Code ${code}: ${plural(films.length, "film")}, ${percentText(share)} ${genre}${decade && `, ${decade}`}`;
}
