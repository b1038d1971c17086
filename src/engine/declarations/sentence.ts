/**
 * What the engine tells the reader. It is English with places, and what stands in them: the page says it in
 * the reader's language (components/language/tell.ts), the command line and the logs say it as it is.
 */
export interface Sentence {
  /** "“{name}” is empty. Choose a file with one interaction a line." */
  readonly english: string;
  /** A number is a count, shown in groups of three; any other number comes as text. */
  readonly values: Readonly<Record<string, string | number | Sentence>>;
}

/** @param english always a literal: a test sees to it that every language has it */
export function sentence(english: string, values: Sentence["values"] = {}): Sentence {
  return { english, values };
}

export function inEnglish({ english, values }: Sentence): string {
  return english.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name] ?? place;
    if (typeof value === "number") return value.toLocaleString("en");
    return typeof value === "string" ? value : inEnglish(value);
  });
}

/** An error for the reader: it says what is wrong and what to do. */
export class ToldError extends Error {
  constructor(
    readonly sentence: Sentence,
    options?: ErrorOptions,
  ) {
    super(inEnglish(sentence), options);
  }
}

/** Text from elsewhere, which no language has: it is said as it is. */
export const verbatim = (text: string): Sentence => ({ english: text, values: {} });

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** What an error tells, if it is one for the reader: rpc carries no classes. */
export function sentenceOf(error: unknown): Sentence | undefined {
  return (error as Partial<ToldError> | null | undefined)?.sentence;
}

/** What went wrong, for the reader; where the error is from elsewhere, its message. */
export const toldBy = (error: unknown): Sentence => sentenceOf(error) ?? verbatim(messageOf(error));
