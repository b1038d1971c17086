import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { setupWith } from "../../engine/declarations/setup.ts";
import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { useActions, useReading, useSession } from "../session/use-session.ts";
import { readLive, readOfRun } from "./live-value.ts";

type Props =
  | { readonly value: string; readonly of?: string }
  /** A number of the run that the sentence speaks of; until there is one, a dash that trains it. */
  | { readonly value: string; readonly run: Config }
  /** A reading of the model: `pick` walks into it ("positive.score"). */
  | {
      readonly probe: string;
      readonly args?: Readonly<Record<string, unknown>>;
      readonly pick?: string;
    };

/** A number of the text that the run fills in. */
export function Live(props: Props) {
  if ("probe" in props) return <LiveReading {...props} />;
  return "run" in props ? <OfRun {...props} /> : <LiveNumber {...props} />;
}

function OfRun({ value, run }: { value: string; run: Config }) {
  const text = useSession((state) => readOfRun(state, value, run));
  const setup = useSession((state) => state.setup);
  const lesson = useSession((state) => state.lesson);
  const { takeSetup, train } = useActions();
  if (text !== null) return <span className="live">{text}</span>;
  const start = () => {
    takeSetup(setupWith(lesson, run, setup));
    void train();
  };
  return (
    <button
      type="button"
      className="action live-empty"
      title={say("This number is of a run that is not here yet")}
      onClick={start}
    >
      –<span className="live-train">{say("train it")}</span>
    </button>
  );
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
