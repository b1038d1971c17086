import { useEffect, useState } from "react";
import type { TextDeclaration } from "../../engine/declarations/hyperparameters.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";

interface Props {
  readonly id: string;
  readonly declaration: TextDeclaration;
  readonly value: string;
  readonly change: (value: string) => void;
  /** Ids of what else describes the field. */
  readonly describedBy?: string;
}

/**
 * A text to be typed. It is used on Enter or when the field is left, since half a formula is seldom
 * one; what cannot be used stays in the field with a sentence that says what would be right.
 */
export function TextInput({ id, declaration, value, change, describedBy }: Props) {
  const [text, setText] = useState(value);
  const problem = declaration.problem(text);
  useEffect(() => setText(value), [value]);
  const use = () => {
    if (problem === null && text !== value) change(text);
  };
  return (
    <>
      <input
        id={id}
        className="number-input"
        type="text"
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null || undefined}
        aria-describedby={
          [problem ? `${id}-problem` : "", describedBy].filter(Boolean).join(" ") || undefined
        }
        onChange={(event) => setText(event.target.value)}
        onBlur={use}
        onKeyDown={(event) => {
          if (event.key === "Enter") use();
        }}
      />
      {problem && (
        <span id={`${id}-problem`} className="setting-problem" role="alert">
          {say("Takes {what}.", { what: tell(problem) })}
        </span>
      )}
    </>
  );
}
