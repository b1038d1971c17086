import { useMemo, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { say } from "../language/say.ts";
import styles from "./film-search.module.css";
import type { FilmSearchProps } from "./film-search.tsx";
import { findFilms } from "./find-films.ts";
import { titleText } from "./genre-classes.ts";
import { countText } from "./number-text.ts";

/** A box that finds films by the beginnings of words; arrow keys and Enter choose. */
export function FilmSearchBox({ label, catalogue, popularity, onChoose, quiet }: FilmSearchProps) {
  const [query, setQuery] = useState("");
  const found = useMemo(
    () => findFilms(catalogue, popularity, query).map((item) => ({ id: item })),
    [catalogue, popularity, query],
  );
  return (
    <ComboBox
      className={styles.search ?? ""}
      items={found}
      inputValue={query}
      onInputChange={setQuery}
      selectedKey={null}
      allowsEmptyCollection={query.trim() !== ""}
      menuTrigger="input"
      onSelectionChange={(key) => {
        if (typeof key !== "number") return;
        setQuery("");
        onChoose(key);
      }}
    >
      <Label className={quiet ? (styles.hidden ?? "") : (styles.label ?? "")}>{label}</Label>
      <Input className={styles.input ?? ""} placeholder={label} />
      <Popover className={styles.popover ?? ""} offset={4}>
        <ListBox
          className={styles.list ?? ""}
          renderEmptyState={() => (
            <p className={styles.none}>{say("No film of that name here.")}</p>
          )}
        >
          {({ id }: { id: number }) => (
            <ListBoxItem id={id} className={styles.item ?? ""} textValue={titleText(catalogue, id)}>
              <span>{titleText(catalogue, id)}</span>
              <small>{say("{n} ratings", { n: countText(popularity[id] ?? 0) })}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
