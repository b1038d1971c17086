import { type RefObject, use, useState } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { say, word } from "../language/say.ts";
import { csvOf } from "../parts/csv.ts";
import styles from "../parts/menu.module.css";
import { saveFile } from "../parts/save-file.ts";
import { PictureSource } from "./picture-source.ts";
import type { TableData } from "./table-data.ts";

const KINDS = {
  png: word("Picture as PNG"),
  svg: word("Picture as SVG"),
  csv: word("Numbers as CSV"),
} as const;

interface Props {
  readonly title: string;
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly figure: RefObject<HTMLElement | null>;
  readonly table: () => TableData;
  readonly tell: (said: string) => void;
  readonly close: () => void;
}

/** What a picture can be taken out as. */
export default function PictureMenu({ title, trigger, figure, table, tell, close }: Props) {
  const source = use(PictureSource);
  const [busy, setBusy] = useState(false);
  const name = fileNameOf(title);
  const save = async (kind: keyof typeof KINDS) => {
    setBusy(true);
    try {
      if (kind === "csv") saveFile(`${name}.csv`, csvOfTable(table()), "text/csv");
      else {
        const { pictureFile } = await import("./save-picture.ts");
        saveFile(`${name}.${kind}`, await pictureFile(figure.current!, kind, source()));
      }
      tell(say("Saved."));
    } catch (error) {
      console.error(error);
      tell(say("This browser could not draw the picture: take a screenshot instead."));
    } finally {
      close();
    }
  };
  return (
    <Popover
      className={styles.popover ?? ""}
      placement="bottom end"
      triggerRef={trigger}
      isOpen={!busy}
      onOpenChange={(open) => open || close()}
    >
      <Menu
        className={styles.menu ?? ""}
        aria-label={say("Save “{title}”", { title })}
        autoFocus="first"
        onAction={(key) => void save(key as keyof typeof KINDS)}
      >
        {(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => (
          <MenuItem key={kind} id={kind}>
            {say(KINDS[kind])}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}

const csvOfTable = ({ columns, rows }: TableData) =>
  csvOf([columns.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? ""))]);

const fileNameOf = (title: string) =>
  `live-recsys-${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")}`;
