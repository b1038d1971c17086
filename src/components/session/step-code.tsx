import { CodeListing } from "../charts/code-listing.tsx";
import { say } from "../language/say.ts";
import { useSession } from "./use-session.ts";

/** A file with its source, and what the first and the last of the lines to mark contain. */
export type CodeMark = readonly [file: string, source: string, first: string, last: string];

interface Props {
  /** By section. */
  readonly marks: Readonly<Record<string, CodeMark>>;
  readonly otherwise: CodeMark;
}

/** The running source, with the lines marked that compute what the section at hand is about. */
export function StepCode({ marks, otherwise }: Props) {
  const here = useSession(({ lesson, lessonStep }) =>
    lesson.steps.find(({ id }) => id === lessonStep),
  );
  const [file, source, first, last] = marks[here?.id ?? ""] ?? otherwise;
  const lines = source.split("\n");
  const from = lines.findIndex((line) => line.includes(first));
  const to = lines.findIndex((line, n) => n >= from && line.includes(last));
  return (
    <CodeListing
      title={file}
      source={source}
      marked={from < 0 ? [] : [[from + 1, Math.max(from, to) + 1]]}
      note={here && say(here.title)}
    />
  );
}
