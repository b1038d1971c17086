import { say } from "../../../components/language/say.ts";
import { OwnList } from "../../../components/session/own-list.tsx";
import { useSession } from "../../../components/session/use-session.ts";

/** The reader's list; the generated target has no films. */
export function OwnClicks() {
  const generated = useSession((state) => state.setup.config.task === "crosses");
  if (!generated) return <OwnList />;
  return (
    <section aria-label={say("For you")}>
      <p>
        {say("The generated target has no films. Choose the task {task} for your own list.", {
          task: say("Ratings"),
        })}
      </p>
    </section>
  );
}
