import type { CSSProperties, ReactNode } from "react";
import type { Hyperparameter, Value } from "../../engine/declarations/hyperparameters.ts";
import { say } from "../language/say.ts";
import { NumberInput } from "./number-input.tsx";
import { POSITIONS, positionOf, valueAtPosition } from "./setting-value.ts";
import { TextInput } from "./text-input.tsx";

interface Props {
  readonly name: string;
  readonly declaration: Hyperparameter;
  readonly value: Value;
  /** Brought forward by the section the reader is at: larger, with a slider. */
  readonly featured: boolean;
  /** Changed against the run on screen, so that only a new run will use it. */
  readonly newRun: boolean;
  /** Has no effect under the other settings. */
  readonly idle: boolean;
  readonly change: (value: Value) => void;
  /** What stands beside its name. */
  readonly beside?: ReactNode;
}

/** One setting: its name, its one labelled input, and where it helps a slider for the hand. */
export function SettingField(props: Props) {
  const { name, declaration, value, featured, newRun, idle, change, beside } = props;
  const id = `setting-${name}`;
  return (
    <div
      className="setting"
      data-featured={featured || undefined}
      data-idle={idle || undefined}
      data-kind={declaration.kind}
      title={say(declaration.help)}
    >
      <div className="setting-head">
        <label htmlFor={id}>{say(declaration.label)}</label>
        {featured && declaration.symbol && (
          <span className="setting-symbol" aria-hidden="true">
            {declaration.symbol}
          </span>
        )}
        {newRun && <span className="badge">{say("new run")}</span>}
        {beside}
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {say(declaration.help)}
        {newRun && ` ${say("A new run will use this.")}`}
        {idle && ` ${say("Has no effect with the other settings as they are.")}`}
      </span>
      <div className="setting-value">
        <Input id={id} declaration={declaration} value={value} change={change} />
        {featured && "scale" in declaration && typeof value === "number" && (
          <input
            type="range"
            aria-hidden="true"
            tabIndex={-1}
            className="thin-slider"
            min={0}
            max={POSITIONS}
            value={positionOf(declaration, value)}
            style={{ "--part": positionOf(declaration, value) / POSITIONS } as CSSProperties}
            onChange={(event) => change(valueAtPosition(declaration, event.target.valueAsNumber))}
          />
        )}
      </div>
    </div>
  );
}

type InputProps = Pick<Props, "declaration" | "value" | "change"> & { readonly id: string };

function Input({ id, declaration, value, change }: InputProps) {
  const describedBy = `${id}-help`;
  switch (declaration.kind) {
    case "choice":
      return (
        <select
          id={id}
          className="select"
          value={String(value)}
          aria-describedby={describedBy}
          onChange={(event) => change(event.target.value)}
        >
          {declaration.options.map((option) => (
            <option key={option.value} value={option.value}>
              {say(option.label)}
            </option>
          ))}
        </select>
      );
    case "text":
      return (
        <TextInput
          id={id}
          declaration={declaration}
          value={String(value)}
          change={change}
          describedBy={describedBy}
        />
      );
    case "switch":
      return (
        <input
          id={id}
          type="checkbox"
          className="switch"
          checked={value === true}
          aria-describedby={describedBy}
          onChange={(event) => change(event.target.checked)}
        />
      );
    default:
      return (
        <NumberInput
          id={id}
          declaration={declaration}
          value={Number(value)}
          change={change}
          describedBy={describedBy}
        />
      );
  }
}
