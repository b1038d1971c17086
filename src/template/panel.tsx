/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import { BarPlot } from "../components/charts/bar-plot.tsx";
import { percentText } from "../components/charts/number-text.ts";
import { Picture } from "../components/charts/picture.tsx";
import { say } from "../components/language/say.ts";
import type { Views } from "../components/session/course.ts";
import { readingsOf } from "../components/session/readings-of.ts";
import { type CodeMark, StepCode } from "../components/session/step-code.tsx";
import { UserList } from "../components/session/user-list.tsx";
import { whenOpened } from "../components/session/when-opened.tsx";
import type { Opened } from "../engine/declarations/run.ts";
import model from "./model.ts?raw";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** The catalogue in tenths, the most watched films first: the share that the model gives each. */
function Shares({ opened: { popularity } }: { opened: Opened }) {
  const shares = useReading("shares")?.shares;
  const order = Array.from(popularity.keys()).sort((a, b) => popularity[b]! - popularity[a]!);
  const bins = Array.from({ length: 10 }, (_, tenth) => {
    const films = order.filter((_, place) => Math.floor((10 * place) / order.length) === tenth);
    const value = films.reduce((sum, film) => sum + (shares?.[film] ?? 0), 0);
    return { name: String(tenth + 1), value };
  });
  const title = say("Shares");
  return (
    <Picture
      title={title}
      fill
      sentence={say("The most watched tenth of the catalogue has {share} of the probability.", {
        share: percentText(bins[0]!.value),
      })}
      table={() => ({
        columns: [{ name: say("Tenth") }, { name: say("Share") }],
        rows: bins.map(({ name, value }) => [name, percentText(value)]),
      })}
      empty={shares ? undefined : say("The shares appear when the model is there.")}
    >
      <BarPlot
        name={title}
        bins={bins}
        xName={say("tenth of the catalogue, the most watched first")}
        yName={say("share")}
        format={percentText}
      />
    </Picture>
  );
}

const LOSS: CodeMark = ["model.ts", model, "function loss(", "squaredNorm(own)"];
const Code = () => <StepCode marks={{}} otherwise={LOSS} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = { shares: whenOpened(Shares), code: Code };
