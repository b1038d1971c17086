import { type RefObject, useEffect } from "react";

/** How far down the window the reading line is. */
const READING_LINE = "-33% 0px -66% 0px";
/** How far a reader scrolls, in pixels, before they have left what they touched. */
const LEFT = 48;

/**
 * Tells which section of the text the reader is at: the one they click or move the focus into, and once
 * they scroll away from there, the one that crosses the reading line.
 */
export function useActiveStep(text: RefObject<HTMLElement | null>, arrive: (id: string) => void) {
  useEffect(() => {
    const root = text.current;
    if (!root) return;
    // What was scrolled past on the way to a click may be told after it: only the place says what is old.
    let touchedAt: number | null = null;
    const observer = new IntersectionObserver(
      (entries) => {
        if (touchedAt !== null && Math.abs(window.scrollY - touchedAt) < LEFT) return;
        touchedAt = null;
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) arrive(target.id);
        }
      },
      { rootMargin: READING_LINE },
    );
    for (const section of root.querySelectorAll("[data-lesson-step]")) observer.observe(section);
    const onTouch = ({ target }: Event) => {
      const section = target instanceof Element && target.closest("[data-lesson-step]");
      if (!section) return;
      const mark = () => {
        touchedAt = window.scrollY;
      };
      mark();
      // The browser brings what has the focus into view, which is not leaving it.
      requestAnimationFrame(mark);
      arrive(section.id);
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
