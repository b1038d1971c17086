import type { ComponentType, ReactNode } from "react";
import type { Opened } from "../../engine/run.ts";
import { useSession } from "./use-session.ts";

/** A picture that needs to know the catalogue waits for the session to open. */
export function whenOpened(Picture: (props: { opened: Opened }) => ReactNode): ComponentType {
  return function WhenOpened() {
    const opened = useSession((state) => state.opened);
    return opened ? <Picture opened={opened} /> : null;
  };
}
