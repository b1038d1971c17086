/** Asks the lesson that is open to be printed; whoever stands in the lesson does it (printing.tsx). */
const PRINT = "print-lesson";

/** @param blank whether answers are left to be written in by hand */
export const askToPrint = (blank: boolean): boolean =>
  dispatchEvent(new CustomEvent(PRINT, { detail: { blank } }));

/** @returns the end of listening */
export function onPrintAsked(print: (blank: boolean) => void): () => void {
  const asked = (event: Event) => print((event as CustomEvent<{ blank: boolean }>).detail.blank);
  addEventListener(PRINT, asked);
  return () => removeEventListener(PRINT, asked);
}
