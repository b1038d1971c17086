/**
 * Hyperparameters are declared once, in a lesson's `lesson.ts`. The control on the page, the field in a
 * link, the default, the bounds, the check of a value and its TypeScript type all come from that.
 */
import { type Sentence, sentence, ToldError } from "./sentence.ts";

interface Declared<V> {
  /** The control's accessible name: "Learning rate". */
  readonly label: string;
  /** The letter it has in the formulas, if it has one. */
  readonly symbol?: string;
  /** One sentence: what turning it does. */
  readonly help: string;
  readonly default: V;
  /**
   * A run never changes under way. "fork": needs no new weights, so another run can leave from this one
   * with it; "restart": changes the weights' shapes or the data, so training starts again.
   */
  readonly when: "fork" | "restart";
  /** Only meaningful when another setting has one of these values (alpha with popularity negatives). */
  readonly onlyWith?: { readonly key: string; readonly values: readonly (string | boolean)[] };
}

export interface NumberDeclaration extends Declared<number> {
  readonly kind: "number" | "integer";
  readonly min: number;
  readonly max: number;
  /** How a slider moves; "log" needs min > 0. */
  readonly scale: "linear" | "log";
  readonly step?: number;
}

export interface ChoiceDeclaration<O extends string = string> extends Declared<O> {
  readonly kind: "choice";
  readonly options: readonly { readonly value: O; readonly label: string }[];
  /** Other values, which only the page knows of: a reader's own data. */
  readonly also?: (value: string) => boolean;
}

export interface SwitchDeclaration extends Declared<boolean> {
  readonly kind: "switch";
}

/** A line of text in a small language of the lesson's own (a formula, say). */
export interface TextDeclaration extends Declared<string> {
  readonly kind: "text";
  /** What would be right instead, said after "takes"; null if the text can be used. */
  readonly problem: (value: string) => Sentence | null;
}

export type Hyperparameter =
  | NumberDeclaration
  | ChoiceDeclaration
  | SwitchDeclaration
  | TextDeclaration;
export type Hyperparameters = Readonly<Record<string, Hyperparameter>>;
export type Value = number | string | boolean;
export type Config = Readonly<Record<string, Value>>;

/** The type of a configuration of the hyperparameters H. */
export type ConfigOf<H extends Hyperparameters> = {
  readonly [K in keyof H]: H[K] extends { kind: "choice"; options: readonly { value: infer O }[] }
    ? O
    : H[K] extends { kind: "switch" }
      ? boolean
      : H[K] extends { kind: "text" }
        ? string
        : number;
};

export function number(
  declaration: Omit<NumberDeclaration, "kind" | "scale"> & { scale?: "linear" | "log" },
): NumberDeclaration {
  return { kind: "number", scale: "linear", ...declaration };
}

export function integer(
  declaration: Omit<NumberDeclaration, "kind" | "scale"> & { scale?: "linear" | "log" },
): NumberDeclaration {
  return { kind: "integer", scale: "linear", ...declaration };
}

export function choice<const O extends string>(
  declaration: Omit<ChoiceDeclaration<O>, "kind">,
): ChoiceDeclaration<O> {
  return { kind: "choice", ...declaration };
}

export function toggle(declaration: Omit<SwitchDeclaration, "kind">): SwitchDeclaration {
  return { kind: "switch", ...declaration };
}

export function text(declaration: Omit<TextDeclaration, "kind">): TextDeclaration {
  return { kind: "text", ...declaration };
}

/** The configuration with every setting at its default. */
export function defaults<H extends Hyperparameters>(declared: H): ConfigOf<H> {
  return Object.fromEntries(
    Object.entries(declared).map(([key, { default: value }]) => [key, value]),
  ) as ConfigOf<H>;
}

/** A bad value, in words: what was wrong and what would be right. */
export class SettingError extends ToldError {
  override name = "SettingError";
}

/**
 * Checks one value, given as text (a link, the command line) or as a value (JSON).
 * @throws SettingError that names the key, the value, and what would be right
 */
export function parseValue(key: string, declaration: Hyperparameter, given: unknown): Value {
  const shown = typeof given === "string" ? `"${given.slice(0, 60)}"` : String(given).slice(0, 60);
  const wrong = (right: Sentence) =>
    new SettingError(sentence("{key} is {shown}, but it takes {right}", { key, shown, right }));
  switch (declaration.kind) {
    case "number":
    case "integer": {
      const value = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
      const { min, max, kind } = declaration;
      const whole = kind === "integer";
      if (
        typeof value !== "number" ||
        !Number.isFinite(value) ||
        value < min ||
        value > max ||
        (whole && !Number.isInteger(value))
      ) {
        const ends = { min: String(min), max: String(max) };
        throw wrong(
          whole
            ? sentence("a whole number from {min} to {max}", ends)
            : sentence("a number from {min} to {max}", ends),
        );
      }
      return value;
    }
    case "choice": {
      const allowed = declaration.options.map(({ value }) => value);
      if (typeof given !== "string" || !(allowed.includes(given) || declaration.also?.(given))) {
        throw wrong(sentence("one of {values}", { values: allowed.join(", ") }));
      }
      return given;
    }
    case "text": {
      const problem = typeof given === "string" ? declaration.problem(given) : sentence("text");
      if (problem !== null) throw wrong(problem);
      return given as string;
    }
    case "switch": {
      if (given === true || given === "true") return true;
      if (given === false || given === "false") return false;
      throw wrong(sentence("true or false"));
    }
  }
}

/**
 * Checks a set of given values; what is missing gets its default.
 * @returns the configuration, and a sentence for each value that was not usable (its default stands)
 */
export function parseConfig<H extends Hyperparameters>(
  declared: H,
  given: Iterable<readonly [string, unknown]>,
): { config: ConfigOf<H>; problems: Sentence[] } {
  const config: Record<string, Value> = { ...(defaults(declared) as Config) };
  const problems: Sentence[] = [];
  for (const [key, value] of given) {
    const declaration = Object.hasOwn(declared, key) ? declared[key] : undefined;
    if (!declaration) {
      const known = Object.keys(declared).join(", ");
      problems.push(
        sentence('There is no setting "{key}"; the settings are {known}', {
          key: key.slice(0, 40),
          known,
        }),
      );
      continue;
    }
    try {
      config[key] = parseValue(key, declaration, value);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      problems.push(error.sentence);
    }
  }
  return { config: config as ConfigOf<H>, problems };
}

/** Whether a setting means anything under this configuration. */
export function applies(declaration: Hyperparameter, config: Config): boolean {
  const condition = declaration.onlyWith;
  return !condition || condition.values.includes(config[condition.key] as string | boolean);
}
