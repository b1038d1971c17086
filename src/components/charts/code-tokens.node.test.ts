import { expect, test } from "vitest";
import { codeLines, isMarked, tokenize } from "./code-tokens.ts";

const source = `/** Scores.
 * p . q */
export function score(p: Tensor): number {
  const x = p.type + 1_000 * 0.5e-3; // "not a string"
  return \`a \${x}\n b\`;
}
`;

test("nothing of the source is lost", () => {
  expect(
    tokenize(source)
      .map((token) => token.text)
      .join(""),
  ).toBe(source);
  const joined = codeLines(source).map((line) => line.map((token) => token.text).join(""));
  expect(joined.join("\n")).toBe(source.trimEnd());
});

test("words are told apart", () => {
  const kind = (text: string) => tokenize(source).find((token) => token.text === text)?.kind;
  expect(kind("export")).toBe("keyword");
  expect(kind("score")).toBe("call");
  expect(kind("Tensor")).toBe("type");
  expect(kind("0.5e-3")).toBe("number");
  expect(kind('// "not a string"')).toBe("comment");
  expect(tokenize("p.type").map((token) => token.kind)).not.toContain("keyword");
});

test("a comment over two lines is a comment on both", () => {
  const [first, second] = codeLines(source);
  expect(first![0]!.kind).toBe("comment");
  expect(second![0]!.kind).toBe("comment");
});

test("marked lines", () => {
  expect([1, 2, 3, 4].map((line) => isMarked(line, [[2, 3]]))).toEqual([false, true, true, false]);
});
