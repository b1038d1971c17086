import type { RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { say, word } from "../language/say.ts";
import styles from "../parts/menu.module.css";

const ACTIONS = {
  use: word("Use these settings"),
  rename: word("Rename"),
  link: word("Copy link"),
  json: word("Export JSON"),
  csv: word("Export CSV"),
  delete: word("Delete"),
} as const;

export type RunAction = keyof typeof ACTIONS;

interface Props {
  readonly number: number;
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly act: (action: RunAction) => void;
  readonly close: () => void;
}

/** What can be done with one run. */
export default function RunsMenu({ number, trigger, act, close }: Props) {
  return (
    <Popover
      className={styles.popover ?? ""}
      placement="bottom end"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => open || close()}
    >
      <Menu
        className={styles.menu ?? ""}
        aria-label={say("Run {number}", { number })}
        autoFocus="first"
        onAction={(key) => {
          close();
          act(key as RunAction);
        }}
      >
        {(Object.keys(ACTIONS) as RunAction[]).map((action) => (
          <MenuItem key={action} id={action}>
            {say(ACTIONS[action])}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
