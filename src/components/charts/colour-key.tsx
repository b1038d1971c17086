import styles from "./grid.module.css";

interface ColourKeyProps {
  readonly name: string;
  readonly low: string;
  readonly high: string;
  readonly scale: "sequential" | "diverging";
  /** What paper means: "not rated". */
  readonly none?: string;
}

/** What the colours of a grid stand for. */
export function ColourKey({ name, low, high, scale, none }: ColourKeyProps) {
  return (
    <p className={styles.key}>
      <span>{name}</span>
      <span>{low}</span>
      <i data-scale={scale} aria-hidden="true" />
      <span>{high}</span>
      {none && (
        <span className={styles.none}>
          <i aria-hidden="true" /> {none}
        </span>
      )}
    </p>
  );
}
