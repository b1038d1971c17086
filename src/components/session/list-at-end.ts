/** At the end of a run its list for the person at hand, and for the reader, is remembered for other lessons. */
import type { ReasonsReading, Whose } from "../../engine/ranking/reasons.ts";
import type { EngineClient } from "./engine-client.ts";
import { rememberList, whoseKey } from "./lists-before.ts";
import type { SessionState } from "./state.ts";

/** A lesson without lists has none to remember; where the worker has gone, the next call says so. */
export async function rememberLists(
  engine: ReturnType<EngineClient["engine"]>,
  { lesson, opened, user, ratings, runs, currentRun }: SessionState,
): Promise<void> {
  const run = runs.find(({ id }) => id === currentRun);
  if (!opened || !run) return;
  const own = {
    user,
    items: ratings.map(({ item }) => item),
    ratings: ratings.map(({ rating }) => rating),
  };
  const asked: readonly Whose[] = ratings.length > 0 ? [{ user }, own] : [{ user }];
  const requests = asked.map((args, n) => ({
    key: String(n),
    probe: "reasons",
    args: { ...args },
  }));
  const { readings } = await engine.read(requests);
  const { slug, title } = lesson;
  asked.forEach((whose, n) => {
    const reading = readings[n] as ReasonsReading | null | undefined;
    if (!reading) return;
    const key = whoseKey(opened, whose);
    rememberList(
      { lesson: slug, title, run: run.id, number: run.number, whose: key },
      reading,
      opened.catalogue,
    );
  });
}
