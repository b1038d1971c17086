import { CalibrationPicture } from "./calibration-picture.tsx";
import styles from "./clicks.module.css";
import { FitPicture } from "./fit-picture.tsx";

/** How well it fits what it saw and what it did not, and whether its probabilities can be believed. */
export function FitView() {
  return (
    <div className={styles.stack}>
      <FitPicture />
      <CalibrationPicture />
    </div>
  );
}
