import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

/** Fetched when the first card opens: the text does not wait for it. */
const Popover = lazy(async () => ({
  default: (await import("react-aria-components/Popover")).Popover,
}));

const OPEN_AFTER = 120;
const CLOSE_AFTER = 160;

/**
 * A small card that stands by a word while the pointer or the focus is on it, and stays while the
 * pointer is on the card. A click opens it too (touch has no hover); Escape puts it away.
 *
 * @param onPoint is told when the pointer or the focus comes to the word and leaves it
 */
export function useAsideCard(onPoint?: (on: boolean) => void) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (next: boolean, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), wait);
  };
  const now = (next: boolean) => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  const hover = {
    onPointerEnter: () => later(true, OPEN_AFTER),
    onPointerLeave: () => later(false, CLOSE_AFTER),
  };
  return {
    open,
    close: () => now(false),
    trigger: {
      ref: trigger,
      "aria-expanded": open,
      "aria-describedby": open ? id : undefined,
      onFocus: () => {
        onPoint?.(true);
        now(true);
      },
      onBlur: () => {
        onPoint?.(false);
        later(false, CLOSE_AFTER);
      },
      onClick: () => now(true),
      onKeyDown: (event: { key: string; preventDefault(): void }) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        now(false);
      },
      onPointerEnter: () => {
        onPoint?.(true);
        hover.onPointerEnter();
      },
      onPointerLeave: () => {
        onPoint?.(false);
        hover.onPointerLeave();
      },
    },
    card: { id, triggerRef: trigger, open, hover, close: () => now(false) },
  };
}

interface AsideCardProps {
  readonly card: {
    readonly id: string;
    readonly triggerRef: RefObject<HTMLElement | null>;
    readonly open: boolean;
    readonly hover: { onPointerEnter(): void; onPointerLeave(): void };
    close(): void;
  };
  readonly children: ReactNode;
}

export function AsideCard({ card, children }: AsideCardProps) {
  if (!card.open) return null;
  const landmark = document.getElementById("main");
  return (
    <Suspense fallback={null}>
      <Popover
        triggerRef={card.triggerRef}
        isOpen={card.open}
        onOpenChange={(next) => next || card.close()}
        isNonModal
        // Inside the page's landmark, where assistive technology looks for content.
        {...(landmark && { UNSTABLE_portalContainer: landmark })}
        placement="top"
        offset={6}
        className="aside-card"
      >
        <div id={card.id} role="tooltip" {...card.hover}>
          {children}
        </div>
      </Popover>
    </Suspense>
  );
}
