import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import type { Opened } from "../../engine/declarations/run.ts";
import { say } from "../language/say.ts";
import { useSession } from "./use-session.ts";

/** A picture that needs to know the catalogue waits for the session to open. */
export function whenOpened(Picture: (props: { opened: Opened }) => ReactNode): ComponentType {
  return function WhenOpened() {
    const opened = useSession((state) => state.opened);
    return opened ? <Picture opened={opened} /> : null;
  };
}

/** A picture whose code is fetched when it is first looked at, so that the first one is there sooner. */
export function later(
  load: () => Promise<(props: { opened: Opened }) => ReactNode>,
): ComponentType {
  const Picture = lazy(async () => ({ default: await load() }));
  return whenOpened(({ opened }) => (
    <Suspense fallback={<p>{say("Fetching the picture …")}</p>}>
      <Picture opened={opened} />
    </Suspense>
  ));
}
