/** One request of the person at hand, and who that is: what several pictures draw. */
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { probes } from "./probes.ts";

export const useReading = readingsOf<typeof probes>();

export function useRequest() {
  const user = useSession((state) => state.user);
  return { user, reading: useReading("request", { user }) };
}
