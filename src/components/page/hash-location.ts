/**
 * Where the reader is: the part of the hash before "?". wouter's own hash hook moves a query out of
 * the hash; ours leaves it there, because a lesson's set-up is part of its link
 * (`#/lessons/SLUG?seed=7`).
 */
import { useSyncExternalStore } from "react";
import { fieldsOf, mended } from "../language/link-text.ts";

const readPath = () =>
  `/${
    mended(location.hash)
      .replace(/^#?\/?/, "")
      .split("?")[0]
  }`;

function subscribe(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", `#${to}`);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** For wouter's Router. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, readPath), navigate];
}
useHashPath.hrefs = (href: string) => `#${href}`;

/** The query of the link that brought the reader here. */
export function readHashQuery(): URLSearchParams {
  return fieldsOf(location.hash);
}

/** Sets or removes one field of the link without a new entry in the history. */
export function writeHashField(key: string, value: string | null): void {
  const query = readHashQuery();
  if (value === null) query.delete(key);
  else query.set(key, value);
  const text = query.toString();
  history.replaceState(history.state, "", `#${readPath()}${text ? `?${text}` : ""}`);
}
