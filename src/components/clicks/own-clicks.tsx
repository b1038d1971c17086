import { OwnList } from "../session/own-list.tsx";
import { useSession } from "../session/use-session.ts";

/** The reader's list; the generated target has no films. */
export function OwnClicks() {
  const generated = useSession((state) => state.setup.config.task === "crosses");
  if (!generated) return <OwnList />;
  return (
    <section aria-label="For you">
      <p>The generated target has no films. Choose the task Ratings for your own list.</p>
    </section>
  );
}
