import { useEffect } from "react";

/** The window's title: the page first, so that it can be told apart among tabs. */
export function usePageTitle(page: string | null): void {
  useEffect(() => {
    document.title = page ? `${page} · Live RecSys` : "Live RecSys";
  }, [page]);
}
