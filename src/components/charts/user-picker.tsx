import { useEffect, useId, useState } from "react";
import { say } from "../language/say.ts";
import { plural } from "./number-text.ts";
import styles from "./picker.module.css";

interface UserPickerProps {
  readonly user: number;
  readonly users: number;
  /** [users] training interactions; without it they are not counted. */
  readonly activity?: ArrayLike<number> | undefined;
  readonly onUser: (user: number) => void;
}

/** Chooses whose list is shown: by number, or any. */
export function UserPicker({ user, users, activity, onUser }: UserPickerProps) {
  const id = useId();
  const [text, setText] = useState(String(user));
  useEffect(() => setText(String(user)), [user]);
  const take = () => {
    const wanted = Math.round(Number(text));
    if (text.trim() === "" || !Number.isFinite(wanted)) setText(String(user));
    else {
      const next = Math.min(users - 1, Math.max(0, wanted));
      setText(String(next));
      if (next !== user) onUser(next);
    }
  };
  return (
    <span className={styles.picker}>
      <label htmlFor={id}>{say("User")}</label>
      <input
        id={id}
        type="number"
        min={0}
        max={users - 1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
        }}
      />
      <button type="button" onClick={() => onUser(anyUser(user, users))}>
        {say("Random")}
      </button>
      {activity && <span className={styles.count}>{plural(activity[user] ?? 0, "rating")}</span>}
    </span>
  );
}

/** Another user, far from this one; the same ones in the same order on every machine. */
export function anyUser(user: number, users: number): number {
  // A stride near the golden section of the users, which visits them far apart.
  const stride = Math.max(1, Math.round(users * 0.618));
  return (user + stride) % Math.max(1, users);
}
