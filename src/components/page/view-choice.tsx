import { say } from "../language/say.ts";
import { useActions, useSession } from "../session/use-session.ts";

/** On the stage: a section has its picture, the others are one choice away. */
export function ViewChoice() {
  const all = useSession((state) => state.lesson.views);
  const hidden = useSession((state) => state.hidden);
  const view = useSession((state) => state.view);
  const { setView } = useActions();
  return (
    <label className="view-choice">
      {say("Picture")}
      <select
        className="select"
        value={view}
        onChange={(event) => {
          setView(event.target.value);
          // The keys of the stage are the page's again.
          event.target.blur();
        }}
      >
        {all
          .filter(({ id }) => !hidden.has(id))
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {say(title)}
            </option>
          ))}
      </select>
    </label>
  );
}
