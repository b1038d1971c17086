/** What the lessons on clicks say alike of an example and of a list. */
import { countText, percentText } from "../../../components/charts/number-text.ts";
import { say } from "../../../components/language/say.ts";
import type { ThreeThings } from "../../../components/session/three-views.tsx";

export const clickThings: Pick<ThreeThings, "rows" | "why"> = {
  rows: ({ of, rows }) =>
    rows.length === 0
      ? say(
          "One of the {of} generated rows of a step: there is no log, only inputs and the planted target.",
          { of: countText(of) },
        )
      : say(
          "One of the {of} ratings of a step: each id looks up a vector, numbers are read as they are. The label is 1 from four stars on, so no negative is drawn.",
          { of: countText(of) },
        ),
  why: () => ({
    score: say("p(liked)"),
    scoreText: percentText,
    evidence: say("what a field does to s"),
    says: ({ history }) =>
      say(
        "What a field does: s less what s would be with this field at its mean, all else as it is, for somebody with {n} ratings in training. Fields work together, so the parts do not add up to s.",
        { n: countText(history) },
      ),
  }),
};
