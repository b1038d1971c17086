/** TypeScript and WGSL as coloured pieces: enough for reading, no parser. Pure functions. */

export type TokenKind = "comment" | "string" | "number" | "keyword" | "type" | "call" | "plain";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  (
    "as async await break case catch class const continue default do else export extends false finally " +
    "for from function if import in instanceof interface let new null of readonly return satisfies static " +
    "switch this throw true try type typeof undefined var void while yield keyof enum implements private " +
    "fn struct array vec2 vec3 vec4 f32 u32 i32 storage uniform"
  ).split(" "),
);

const PATTERN =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|(\b(?:0x[\da-f]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)n?\b)|([\p{L}_$][\p{L}\p{N}_$]*)/giu;

/** The whole source as tokens, in order; their texts joined are the source. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const plain = (end: number) => {
    if (end > at) tokens.push({ kind: "plain", text: source.slice(at, end) });
  };
  for (const match of source.matchAll(PATTERN)) {
    const [text, comment, quoted, number, word] = match;
    plain(match.index);
    at = match.index + text.length;
    if (comment) tokens.push({ kind: "comment", text });
    else if (quoted) tokens.push({ kind: "string", text });
    else if (number) tokens.push({ kind: "number", text });
    else if (word) tokens.push({ kind: wordKind(source, word, at), text });
  }
  plain(source.length);
  return tokens;
}

function wordKind(source: string, word: string, end: number): TokenKind {
  const before = source[end - word.length - 1];
  if (KEYWORDS.has(word) && before !== ".") return "keyword";
  if (source[end] === "(") return "call";
  return /^[A-Z][a-z]/.test(word) ? "type" : "plain";
}

/** Tokens by line: what spans lines (comments, templates) is cut at their ends. */
export function codeLines(source: string): Token[][] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokenize(source.replace(/\n$/, ""))) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== "") lines[lines.length - 1]!.push({ kind, text: part });
    });
  }
  return lines;
}

/** First and last line, from 1. */
export type LineRange = readonly [first: number, last: number];

export function isMarked(line: number, ranges: readonly LineRange[]): boolean {
  return ranges.some(([first, last]) => line >= first && line <= last);
}
