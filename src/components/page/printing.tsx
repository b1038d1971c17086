/** Prints a lesson: first a picture of each section's view is taken as it stands, then the page is printed. */
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { say } from "../language/say.ts";
import { optionsOf } from "../session/options.ts";
import { pictureLines } from "../session/picture-lines.ts";
import { useActions, useSession } from "../session/use-session.ts";

interface Props {
  /** Answers are left to be written in by hand. */
  readonly blank: boolean;
  readonly done: () => void;
}

/** A view is drawn once nothing has changed in it for so long; a picture that never rests is taken as it is. */
const QUIET_MS = 300;
const LONGEST_MS = 4000;

export default function Printing({ blank, done }: Props) {
  const { steps } = useSession((state) => state.lesson);
  const view = useSession((state) => state.view);
  const { setView } = useActions();
  const [taken, setTaken] =
    useState<readonly (readonly [section: string, urls: readonly string[]])[]>();
  const [at, setAt] = useState(0);
  const begun = useRef(false);
  const views = [...new Map(steps.toReversed().map((step) => [step.view, step.id]))].reverse();

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const take = async () => {
      const { pictureFile } = await import("../charts/save-picture.ts");
      const all: [string, string[]][] = [];
      for (const [n, [id, section]] of views.entries()) {
        setAt(n + 1);
        setView(id);
        await quiet();
        const urls: string[] = [];
        for (const figure of figures()) {
          // A browser that cannot draw a picture prints the text without it.
          const file = await pictureFile(figure, "png", []).catch(() => undefined);
          if (file) urls.push(URL.createObjectURL(file));
        }
        all.push([section, urls]);
      }
      setView(view);
      setTaken(all);
    };
    void take();
  });

  useEffect(() => {
    if (!taken) return;
    const root = document.documentElement;
    const folded = [...document.querySelectorAll("details.answer:not([open])")];
    const print = async () => {
      const images = [...document.querySelectorAll<HTMLImageElement>(".printed img")];
      await Promise.all(images.map((image) => image.decode().catch(() => {})));
      root.dataset.printing = blank ? "blank" : "filled";
      if (!blank) for (const details of folded) details.setAttribute("open", "");
      window.print();
      for (const details of folded) details.removeAttribute("open");
      delete root.dataset.printing;
      for (const url of taken.flatMap(([, urls]) => urls)) URL.revokeObjectURL(url);
      done();
    };
    void print();
  }, [taken, blank, done]);

  if (!taken) {
    return (
      <p className="printing-status" role="status">
        {say("Taking picture {n} of {all}", { n: Math.max(1, at), all: views.length })}
      </p>
    );
  }
  return (
    <>
      {taken.map(([section, urls]) => into(section, <Taken key={section} urls={urls} />))}
      {blank &&
        steps.map(({ id, prediction }) => {
          const box = document.querySelector(`#${CSS.escape(id)} .predict`);
          if (!prediction || !box || box.querySelector(".predict-options, .predict-drawing"))
            return null;
          return createPortal(
            <div className="printed">
              <ol>
                {optionsOf(prediction).map((option) => (
                  <li key={option.id}>{say(option.label)}</li>
                ))}
              </ol>
              {optionsOf(prediction).length === 0 && <span className="printed-lines" />}
            </div>,
            box,
            `${id}-blank`,
          );
        })}
      {into(
        steps.at(-1)?.id ?? "",
        <div className="printed">
          {pictureLines().map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>,
      )}
    </>
  );
}

function into(section: string, children: React.ReactNode) {
  const element = document.getElementById(section);
  return element && createPortal(children, element, `${section}-printed`);
}

const Taken = ({ urls }: { urls: readonly string[] }) => (
  <div className="printed">
    {urls.map((url) => (
      <img key={url} src={url} alt="" />
    ))}
  </div>
);

/** The pictures of the view on screen that have something to show. */
const figures = () =>
  [
    ...document.querySelectorAll<HTMLElement>(
      "[role=tabpanel] figure[data-picture]:not([data-empty])",
    ),
  ].filter((figure) => figure.offsetWidth > 0);

/** Waits until nothing has changed in the view for a while. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    const panel = document.querySelector("[role=tabpanel]") ?? document.body;
    let timer = setTimeout(end, QUIET_MS);
    const last = setTimeout(end, LONGEST_MS);
    const changes = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(end, QUIET_MS);
    });
    changes.observe(panel, { childList: true, subtree: true, characterData: true });
    function end() {
      clearTimeout(timer);
      clearTimeout(last);
      changes.disconnect();
      resolve();
    }
  });
}
