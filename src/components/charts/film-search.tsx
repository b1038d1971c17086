import { lazy, Suspense } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import styles from "./film-search.module.css";

export interface FilmSearchProps {
  readonly label: string;
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly onChoose: (item: number) => void;
  /** The label is seen only by screen readers. */
  readonly quiet?: boolean;
}

const FilmSearchBox = lazy(async () => ({
  default: (await import("./film-search-box.tsx")).FilmSearchBox,
}));

/** A box that finds films, fetched after the picture it stands beside; it keeps its place until then. */
export function FilmSearch(props: FilmSearchProps) {
  return (
    <Suspense fallback={<span className={styles.waiting} />}>
      <FilmSearchBox {...props} />
    </Suspense>
  );
}
