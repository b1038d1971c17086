import { say } from "../language/say.ts";
import { useCover } from "./cover.ts";
import { columnText, MetricCurve } from "./metric-curve.tsx";
import { useSession } from "./use-session.ts";

/** What every lesson shows under its pictures: the metric that decides, and the loss, of all runs. */
export default function Curves() {
  const column = useSession(({ lesson: { curve, selectBy }, setup }) =>
    typeof curve === "function" ? curve(setup.config) : (curve ?? selectBy),
  );
  const cover = useCover();
  return (
    <div className="curves">
      <Curve title={columnText(column)} column={column} covered={cover?.hides(column)} />
      <Curve title={say("Training loss")} column="loss" covered={cover?.hides("Loss")} />
    </div>
  );
}

function Curve(props: { title: string; column: string; covered: boolean | undefined }) {
  const { title, column, covered = false } = props;
  if (!covered) return <MetricCurve title={title} column={column} />;
  return (
    <p className="covered">
      {say("{what}: covered until you have answered the question in the text.", { what: title })}
    </p>
  );
}
