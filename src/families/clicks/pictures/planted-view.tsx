import styles from "./clicks.module.css";
import { PlantedPicture } from "./planted-picture.tsx";
import { SurfacePicture } from "./surface-picture.tsx";

/** The generated target: what was planted, and what the model has made of it. */
export function PlantedView() {
  return (
    <div className={styles.stack}>
      <PlantedPicture />
      <SurfacePicture />
    </div>
  );
}
