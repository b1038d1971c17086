import { type ReactNode, type RefObject, useEffect, useId } from "react";
import { createPortal } from "react-dom";
import { say } from "../language/say.ts";
import { CloseIcon } from "../parts/icons.tsx";
import styles from "./share.module.css";

interface Props {
  readonly title: string;
  /** The dialog itself, for what closes it from inside. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** After it has closed, however that was. */
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog that is open as long as it is there: its title, the way out, and what it holds. */
export function TitledDialog({ title, dialog, close, children }: Props) {
  const id = useId();
  useEffect(() => dialog.current?.showModal(), [dialog]);
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      closedby="any"
      onClose={close}
    >
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={say("Close")}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </div>
      {children}
    </dialog>,
    document.body,
  );
}
