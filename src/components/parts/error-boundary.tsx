import { Component, type ReactNode } from "react";
import { say } from "../language/say.ts";
import { errorText } from "../language/tell.ts";

interface Props {
  /** What broke, as the sentence's subject: "The lab". */
  readonly part: string;
  readonly children: ReactNode;
}

/** When a part of the page throws, says so in its place; the rest of the page goes on. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="notice" role="alert">
        <p>
          {say(
            "{part} stopped with an error. Nothing you have kept is lost; reload the page to go on.",
            { part: this.props.part },
          )}
        </p>
        <p className="notice-detail">{errorText(error)}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {say("Reload")}
        </button>
      </div>
    );
  }
}
