import type { Step } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";

/** The goal of a section, and which run has reached it first. */
export function Goal({ goal: { says, reached } }: { goal: NonNullable<Step["goal"]> }) {
  const number = useSession(
    ({ runs }) =>
      runs.find(
        ({ status, metrics, setup }) =>
          status === "finished" && metrics && reached({ metrics, config: setup.config }),
      )?.number,
  );
  const goal = say(says);
  return (
    <p className="goal" role="status" data-reached={number !== undefined || undefined}>
      {number === undefined
        ? say("Goal: {goal}. No run has reached it yet.", { goal })
        : say("Goal: {goal}. Reached by run {number}.", { goal, number })}
    </p>
  );
}
