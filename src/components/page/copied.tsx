import { useId, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { copyText } from "../parts/copy-text.ts";
import styles from "./share.module.css";

/** A text to take along, and a button that does. */
export function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    field.current?.select();
    const copied = await copyText(text);
    setSaid(copied ? say("Copied.") : say("It is selected: copy it with the keys of your system."));
  };
  return (
    <div className={styles.copied}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        readOnly
        rows={3}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="button-small" onClick={() => void copy()}>
        {say("Copy")}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
