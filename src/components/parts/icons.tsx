/** Drawn at 16 units, in the colour of the text; always beside or inside something with a name. */
import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const MenuIcon = () => (
  <Icon>
    <path d="M2.5 4h11M2.5 8h11M2.5 12h7" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);

export const ShareIcon = () => (
  <Icon>
    <path d="M8 9.5V2M5.2 4.6 8 1.8l2.8 2.8M3 8.5v4.7h10V8.5" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m6 3.5 4.5 4.5L6 12.5" />
  </Icon>
);

/** Three wedges of one disc: a user, an item, and what comes of them. */
export const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="7" fill="var(--accent-fill)" />
    <path d="M8 8V1a7 7 0 0 1 6.06 10.5z" fill="var(--predict-mark)" />
    <path d="m8 8 6.06 3.5a7 7 0 0 1-12.12 0z" fill="var(--data-3)" />
  </svg>
);
