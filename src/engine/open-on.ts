/** Opening a run, whatever it stands on: the page, the command line and recovery all open through here. */
import { isUnderway, type Opened, type Setup, type Underway } from "./declarations/run.ts";

/** How long a run beneath trains before it is said how far it is. */
const BUDGET_MS = 250;

interface Opens {
  open(setup: Setup, budgetMs: number): Promise<Opened | Underway>;
}

/**
 * @param tell is told how far the run beneath is, while there is one that has to be trained first
 * @param wanted is asked between two answers; once it says no, nothing is opened
 * @returns what has been opened, or undefined where it was not wanted any more
 */
export async function openOn(
  engine: Opens,
  setup: Setup,
  tell: (underway: Underway) => void,
  wanted: () => boolean = () => true,
): Promise<Opened | undefined> {
  while (wanted()) {
    const answer = await engine.open(setup, BUDGET_MS);
    if (!isUnderway(answer)) return answer;
    tell(answer);
  }
  return undefined;
}
