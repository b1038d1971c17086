/** How the value of a setting is shown, moved and typed. Pure functions of its declaration. */
import type {
  Hyperparameter,
  NumberDeclaration,
  Value,
} from "../../engine/declarations/hyperparameters.ts";
import { say } from "../language/say.ts";

/** Positions of a slider. */
export const POSITIONS = 240;

export function positionOf(declaration: NumberDeclaration, value: number): number {
  const { min, max, scale } = declaration;
  const part =
    scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, part)) * POSITIONS);
}

export function valueAtPosition(declaration: NumberDeclaration, position: number): number {
  const { min, max, scale } = declaration;
  const part = position / POSITIONS;
  const value = scale === "log" ? min * (max / min) ** part : min + part * (max - min);
  return rounded(declaration, value);
}

/** One press of an arrow key; ten with Shift or Page. */
export function nudged(declaration: NumberDeclaration, value: number, presses: number): number {
  const { kind, scale, step } = declaration;
  if (scale === "log" && kind === "number") return rounded(declaration, value * 1.1 ** presses);
  if (scale === "log") {
    const moved = rounded(declaration, value * 1.1 ** presses);
    return moved === value ? rounded(declaration, value + Math.sign(presses)) : moved;
  }
  return rounded(declaration, value + presses * (step ?? defaultStep(declaration)));
}

function defaultStep({ kind, min, max }: NumberDeclaration): number {
  if (kind === "integer") return 1;
  return 10 ** (Math.floor(Math.log10(max - min)) - 2);
}

/** To the declared step, else to what a reader would type: two significant digits, or whole. */
function rounded(declaration: NumberDeclaration, value: number): number {
  const { kind, scale, min, max, step } = declaration;
  const held = Math.min(max, Math.max(min, value));
  if (kind === "integer") return Math.round(held);
  if (scale === "log") return Number(held.toPrecision(2));
  const grain = step ?? defaultStep(declaration);
  const result = min + Math.round((held - min) / grain) * grain;
  return Math.min(max, Number(result.toPrecision(10)));
}

/** A number without an exponent, so that it can be read and typed. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(12).replace(/0+$/, "") : text;
}

export function valueText(declaration: Hyperparameter, value: Value): string {
  if (declaration.kind === "choice") {
    return say(
      declaration.options.find((option) => option.value === value)?.label ?? String(value),
    );
  }
  if (typeof value === "boolean") return value ? say("on") : say("off");
  return typeof value === "number" ? numberText(value) : value;
}

/** Why a typed value cannot be used and what can; null when it can. */
export function problemWith(declaration: NumberDeclaration, text: string): string | null {
  const { kind, min, max } = declaration;
  const value = Number(text);
  const whole = kind === "integer";
  if (
    text.trim() === "" ||
    !Number.isFinite(value) ||
    value < min ||
    value > max ||
    (whole && !Number.isInteger(value))
  ) {
    const ends = { min: numberText(min), max: numberText(max) };
    return whole
      ? say("Takes a whole number from {min} to {max}.", ends)
      : say("Takes a number from {min} to {max}.", ends);
  }
  return null;
}
