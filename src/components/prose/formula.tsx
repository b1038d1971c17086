import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { AsideCard, useAsideCard } from "../controls/aside-card.tsx";
import { setLit, useLit } from "../controls/lit-symbol.ts";
import { sayWith } from "../language/said-with.tsx";
import { say } from "../language/say.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { useEntry } from "./glossary.tsx";
import { Live } from "./live.tsx";
import { type Box, boxesOf } from "./symbol-boxes.ts";

/** What a symbol of a formula stands for. */
export interface FormulaSymbol {
  /** As it is read out: "user embedding". */
  readonly name: string;
  /** A live value, as in <Live>. */
  readonly value?: string;
  readonly of?: string;
  /** A reading of the model, as in <Live>. */
  readonly probe?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly pick?: string;
  /** The view that shows it. */
  readonly view?: string;
  /** Its entry in the glossary. */
  readonly term?: string;
}

interface Props {
  /** By the name that `\htmlData{symbol=NAME}{...}` gives a part of the formula. */
  readonly symbols: Readonly<Record<string, FormulaSymbol>>;
  readonly children: ReactNode;
}

/**
 * A formula whose marked symbols can be focused and hovered. KaTeX hides its drawing from screen
 * readers (they get MathML), so the handles are buttons laid over the symbols, not the symbols.
 */
export function Formula({ symbols, children }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => setBoxes(boxesOf(element));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="formula" ref={root}>
      {children}
      {boxes.map((box) => {
        const symbol = symbols[box.symbol];
        return symbol && <Handle key={box.key} box={box} symbol={symbol} />;
      })}
    </div>
  );
}

function Handle({ box, symbol }: { box: Box; symbol: FormulaSymbol }) {
  const { trigger, card } = useAsideCard((on) =>
    setLit(on ? { symbol: box.symbol, view: symbol.view } : null),
  );
  const { setView } = useActions();
  const title = useSession(
    ({ lesson }) => lesson.views.find(({ id }) => id === symbol.view)?.title,
  );
  const entry = useEntry(symbol.term ?? "");
  const lit = useLit() === box.symbol;
  return (
    <>
      <button
        type="button"
        className="symbol-handle"
        style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        aria-label={symbol.name}
        data-lit={lit || undefined}
        {...trigger}
        onClick={() => {
          trigger.onClick();
          if (symbol.view) setView(symbol.view);
        }}
      />
      <AsideCard card={card}>
        <strong>{symbol.name}</strong>
        {(symbol.value || symbol.probe) && (
          <p className="symbol-now">
            {sayWith("now {value}", { value: <LiveOf symbol={symbol} /> })}
          </p>
        )}
        {entry && <p>{entry.means}</p>}
        {title && <p className="symbol-view">{say("Picture: {title}", { title: say(title) })}</p>}
      </AsideCard>
    </>
  );
}

function LiveOf({ symbol: { value, of, probe, args, pick } }: { symbol: FormulaSymbol }) {
  if (value) return <Live value={value} {...(of && { of })} />;
  return <Live probe={probe ?? ""} {...(args && { args })} {...(pick && { pick })} />;
}
