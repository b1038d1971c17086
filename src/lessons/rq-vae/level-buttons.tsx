import styles from "./rq-vae.module.css";

interface Props {
  readonly count: number;
  readonly level: number;
  readonly onLevel: (level: number) => void;
}

/** Which level a picture shows. */
export function LevelButtons({ count, level, onLevel }: Props) {
  return (
    <span className={styles.tools}>
      {Array.from({ length: count }, (_, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
          key={at}
          type="button"
          aria-pressed={at === level}
          onClick={() => onLevel(at)}
        >
          Level {at + 1}
        </button>
      ))}
    </span>
  );
}
