import { Action } from "./action.tsx";
import { Answer } from "./answer.tsx";
import { Formula } from "./formula.tsx";
import { LessonStep } from "./lesson-step.tsx";
import { Live } from "./live.tsx";
import { Predict } from "./predict.tsx";
import { Scrub } from "./scrub.tsx";
import { Term } from "./term.tsx";

/** What a lesson's prose can use without importing it. */
export const mdxComponents = { Action, Answer, Formula, LessonStep, Live, Predict, Scrub, Term };
