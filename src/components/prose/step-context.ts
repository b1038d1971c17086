import { createContext, useContext } from "react";
import type { Step } from "../../engine/declarations/lesson.ts";

/** The section of the lesson that what is inside belongs to. */
export const StepContext = createContext<Step | null>(null);
export const useStep = () => useContext(StepContext);

/** False where a text is shown whole, whatever has been answered: in a lecturer's notes. */
export const CoveringContext = createContext(true);
