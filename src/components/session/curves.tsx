import { say } from "../language/say.ts";
import { columnText, MetricCurve } from "./metric-curve.tsx";
import { useSession } from "./use-session.ts";

/** What every lesson shows under its pictures: the metric that decides, and the loss, of all runs. */
export default function Curves() {
  const column = useSession(({ lesson: { curve, selectBy }, setup }) =>
    typeof curve === "function" ? curve(setup.config) : (curve ?? selectBy),
  );
  return (
    <div className="curves">
      <MetricCurve title={columnText(column)} column={column} />
      <MetricCurve title={say("Training loss")} column="loss" />
    </div>
  );
}
