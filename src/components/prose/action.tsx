import type { ReactNode } from "react";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { useActions } from "../session/use-session.ts";

interface Props {
  /** Settings to change, `seed` and `dataset` among them. */
  readonly set?: Config;
  /** Starts training with them. */
  readonly train?: boolean;
  /** Brings a picture forward. */
  readonly view?: string;
  readonly children: ReactNode;
}

/** A phrase of the text that does what it says in the lab. */
export function Action({ set, train, view, children }: Props) {
  const actions = useActions();
  const act = () => {
    if (set) actions.set(set);
    if (view) actions.setView(view);
    if (train) void actions.train();
  };
  return (
    <button type="button" className="action" onClick={act}>
      {train && (
        <svg className="action-icon" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M1.5 1v8l7-4z" fill="currentColor" />
        </svg>
      )}
      {children}
    </button>
  );
}
