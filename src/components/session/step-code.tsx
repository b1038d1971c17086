import { CodeListing } from "../charts/code-listing.tsx";
import { say } from "../language/say.ts";
import { useSession } from "./use-session.ts";

interface Props {
  /** Where the source is from: "model.ts". */
  readonly file: string;
  readonly source: string;
  /** What the first and the last of the marked lines contain. */
  readonly first: string;
  readonly last: string;
}

/** The running source, with the lines marked that compute what the section at hand is about. */
export function StepCode({ file, source, first, last }: Props) {
  const title = useSession(
    ({ lesson, lessonStep }) => lesson.steps.find(({ id }) => id === lessonStep)?.title ?? "",
  );
  const lines = source.split("\n");
  const from = lines.findIndex((line) => line.includes(first));
  const to = lines.findIndex((line, n) => n >= from && line.includes(last));
  return (
    <CodeListing
      title={file}
      source={source}
      marked={from < 0 ? [] : [[from + 1, Math.max(from, to) + 1]]}
      note={say(title)}
    />
  );
}
