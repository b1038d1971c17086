import { type RefObject, useEffect } from "react";

/** How far down the window the reading line is. */
const READING_LINE = "-33% 0px -66% 0px";

/**
 * Tells which section of the text the reader is at: the one that crosses the reading line, or the one
 * they click or move the focus into.
 */
export function useActiveStep(text: RefObject<HTMLElement | null>, arrive: (id: string) => void) {
  useEffect(() => {
    const root = text.current;
    if (!root) return;
    const idOf = (target: EventTarget | null) =>
      (target instanceof Element && target.closest("[data-lesson-step]")?.id) || null;
    let touched = false;
    const observer = new IntersectionObserver(
      (entries) => {
        if (touched) return;
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) arrive(target.id);
        }
      },
      { rootMargin: READING_LINE },
    );
    for (const section of root.querySelectorAll("[data-lesson-step]")) observer.observe(section);
    const onTouch = (event: Event) => {
      const id = idOf(event.target);
      if (!id) return;
      arrive(id);
      // What was scrolled past on the way to the click is told a frame late, and is not where they are.
      touched = true;
      requestAnimationFrame(() => requestAnimationFrame(release));
    };
    const release = () => {
      touched = false;
    };
    root.addEventListener("focusin", onTouch);
    root.addEventListener("click", onTouch);
    return () => {
      observer.disconnect();
      root.removeEventListener("focusin", onTouch);
      root.removeEventListener("click", onTouch);
    };
  }, [text, arrive]);
}

/** Brings a section to the reading line and puts the focus on its heading. */
export function goToStep(id: string): void {
  const section = document.getElementById(id);
  if (!section) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  section.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  section.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}
