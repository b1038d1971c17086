import { lazy, type ReactNode, Suspense, useId, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { DataTable } from "./data-table.tsx";
import styles from "./picture.module.css";
import type { TableData } from "./table-data.ts";

const PictureMenu = lazy(() => import("./picture-menu.tsx"));

export interface PictureProps {
  readonly title: string;
  /** One sentence, made from the data, that says what is to be seen. */
  readonly sentence: ReactNode;
  /** The same numbers as a table; called only while the Data view is open. */
  readonly table: () => TableData;
  /** Said in place of the picture while there is nothing to draw: what will appear. */
  readonly empty?: string | undefined;
  /** Small controls that belong to the picture, beside its title. */
  readonly aside?: ReactNode;
  /** Takes the whole height of its box. */
  readonly fill?: boolean | undefined;
  readonly children: ReactNode;
}

/** The frame of every picture: title, picture, sentence, and its numbers as a table. */
export function Picture(props: PictureProps) {
  const { title, sentence, table, empty, aside, fill, children } = props;
  const [open, setOpen] = useState(false);
  const [menu, setMenu] = useState(false);
  const [said, setSaid] = useState("");
  const figure = useRef<HTMLElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <figure
      ref={figure}
      className={styles.picture}
      aria-labelledby={`${id}-title`}
      data-fill={fill || undefined}
      data-picture=""
      data-empty={empty !== undefined || undefined}
    >
      <div className={styles.head}>
        <h3 id={`${id}-title`} className={styles.title}>
          {title}
        </h3>
        <div className={styles.aside} data-controls="">
          {aside}
          <span className={styles.said} role="status">
            {said}
          </span>
          <button
            type="button"
            className={styles.data}
            aria-expanded={open}
            aria-controls={open ? `${id}-data` : undefined}
            aria-describedby={`${id}-title`}
            onClick={() => setOpen(!open)}
          >
            {say("Data")}
          </button>
          <button
            ref={trigger}
            type="button"
            className={styles.data}
            aria-haspopup="menu"
            aria-expanded={menu}
            aria-describedby={`${id}-title`}
            onClick={() => setMenu(true)}
          >
            {say("Save")}
          </button>
          {menu && (
            <Suspense>
              <PictureMenu
                title={title}
                trigger={trigger}
                figure={figure}
                table={table}
                tell={setSaid}
                close={() => setMenu(false)}
              />
            </Suspense>
          )}
        </div>
      </div>
      <div className={styles.body} data-open={open || undefined}>
        <div className={styles.drawing}>
          {empty === undefined ? children : <p className={styles.empty}>{empty}</p>}
        </div>
        {open && (
          <div id={`${id}-data`} className={styles.overlay}>
            <DataTable name={title} table={table()} />
          </div>
        )}
      </div>
      <figcaption className={styles.sentence}>{sentence}</figcaption>
    </figure>
  );
}
