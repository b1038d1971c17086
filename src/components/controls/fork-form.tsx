import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import {
  applies,
  type Hyperparameter,
  type Value,
} from "../../engine/declarations/hyperparameters.ts";
import { flatten } from "../../engine/declarations/setup.ts";
import { countText } from "../charts/number-text.ts";
import { say, word } from "../language/say.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { problemWith, valueText } from "./setting-value.ts";

/** Trains on from the step on screen, with one setting changed, as a run of its own. */
export function ForkButton({ step }: { step: number }) {
  const ready = useSession(
    ({ runs, currentRun, checkpoints }) =>
      runs.some(({ id }) => id === currentRun) && checkpoints.length > 0,
  );
  return (
    <DialogTrigger>
      <Button className="button-small fork-button" isDisabled={!ready}>
        {say("Fork here")}
      </Button>
      <Popover className="popover" placement="bottom end" offset={6}>
        <Dialog aria-label={say("Fork")} className="fork-dialog">
          {({ close }) => <ForkForm step={step} close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ForkForm({ step, close }: { step: number; close: () => void }) {
  const lesson = useSession((state) => state.lesson);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const { fork } = useActions();
  const config = run ? flatten(run.setup) : {};
  const choices = Object.entries(lesson.hyperparameters).filter(
    ([, declaration]) => declaration.when !== "restart" && applies(declaration, config),
  );
  const [key, setKey] = useState(choices[0]?.[0] ?? "");
  const [typed, setTyped] = useState<Readonly<Record<string, Value>>>({});
  const declaration = lesson.hyperparameters[key];
  if (!declaration) return <p>{say("No setting of this lesson can be changed on the way.")}</p>;
  const value = typed[key] ?? config[key]!;
  const problem = "scale" in declaration ? problemWith(declaration, String(value)) : null;
  const same = String(value) === String(config[key]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (problem || same) return;
        void fork({ [key]: "scale" in declaration ? Number(value) : value });
        close();
      }}
    >
      <p className="fork-what">
        {say("From step {n}: same weights, same random numbers, one setting changed.", {
          n: countText(step),
        })}
      </p>
      <label>
        {say("Change")}
        <select className="select" value={key} onChange={(event) => setKey(event.target.value)}>
          {choices.map(([name, { label }]) => (
            <option key={name} value={name}>
              {say(label)}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor="fork-value">
        {say("to")}
        <ValueInput
          declaration={declaration}
          value={value}
          change={(next) => setTyped({ ...typed, [key]: next })}
        />
      </label>
      <p className="fork-hint" role="status">
        {problem ??
          (same
            ? say("Now {value}: choose another value.", { value: valueText(declaration, value) })
            : "")}
      </p>
      <button type="submit" className="button button-primary" aria-disabled={!!problem || same}>
        {say("Fork")}
      </button>
    </form>
  );
}

interface ValueProps {
  readonly declaration: Hyperparameter;
  readonly value: Value;
  readonly change: (value: Value) => void;
}

function ValueInput({ declaration, value, change }: ValueProps) {
  if (declaration.kind === "choice" || declaration.kind === "switch") {
    const options =
      declaration.kind === "choice"
        ? declaration.options
        : [
            { value: "true", label: word("on") },
            { value: "false", label: word("off") },
          ];
    return (
      <select
        id="fork-value"
        className="select"
        value={String(value)}
        onChange={({ target }) =>
          change(declaration.kind === "switch" ? target.value === "true" : target.value)
        }
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {say(option.label)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      id="fork-value"
      type="number"
      step="any"
      className="number-input"
      value={String(value)}
      onChange={(event) => change(event.target.value)}
    />
  );
}
