import { say } from "../language/say.ts";
import { useReading, useSession } from "../session/use-session.ts";
import { shown } from "./grade.ts";
import { readLive } from "./live-value.ts";

type Props =
  | { readonly value: string; readonly of?: string }
  /** A reading of the model: `pick` walks into it ("positive.score"). */
  | {
      readonly probe: string;
      readonly args?: Readonly<Record<string, unknown>>;
      readonly pick?: string;
    };

/** A number of the text that the run fills in. */
export function Live(props: Props) {
  return "probe" in props ? <LiveReading {...props} /> : <LiveNumber {...props} />;
}

function LiveNumber({ value, of }: { value: string; of?: string }) {
  return <Shown text={useSession((state) => readLive(state, value, of))} />;
}

const NO_ARGUMENTS = {};

function LiveReading({ probe, args = NO_ARGUMENTS, pick = "" }: Extract<Props, { probe: string }>) {
  const reading = useReading(probe, args);
  let found: unknown = reading;
  for (const key of pick.split(".").filter(Boolean)) {
    found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  }
  const text = typeof found === "number" ? shown(found) : typeof found === "string" ? found : null;
  return <Shown text={text} />;
}

function Shown({ text }: { text: string | null }) {
  if (text === null) {
    return (
      <span className="live live-empty" title={say("No run yet: press Train")}>
        –<span className="visually-hidden"> {say("(no run yet)")}</span>
      </span>
    );
  }
  return <span className="live">{text}</span>;
}
