import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { chooseLanguage, LANGUAGES, type Language, useLanguage } from "../language/language.ts";
import { say } from "../language/say.ts";
import { BrandMark, CloseIcon, MenuIcon, MoonIcon, SunIcon } from "../parts/icons.tsx";
import type { Course } from "../session/course.ts";
import { writeHashField } from "./hash-location.ts";
import { KeyHelpButton } from "./key-help.tsx";
import { Outline } from "./outline.tsx";
import { ShareButton } from "./share-button.tsx";
import { chooseTheme, useTheme } from "./theme.ts";

/** The frame around every page: the course's outline on the left, or behind a button. */
export function Shell({ course, children }: { course: Course; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  return (
    <div className="shell" data-outline={open ? "open" : "folded"}>
      <button
        type="button"
        className="skip-link"
        onClick={() => document.getElementById("main")?.focus()}
      >
        {say("Skip to the text")}
      </button>
      <header className="sidebar">
        <div className="sidebar-head">
          <Brand />
          <button
            type="button"
            className="icon-button sidebar-fold"
            aria-expanded={open}
            aria-label={open ? say("Fold the outline") : say("Unfold the outline")}
            onClick={() => setOpen(!open)}
          >
            <MenuIcon />
          </button>
          <OutlineDrawer course={course} />
        </div>
        {open && (
          <div className="sidebar-outline">
            <Outline course={course} />
          </div>
        )}
        <div className="sidebar-foot">
          <ShareButton />
          <ThemeButton />
          <LanguageButton />
          <KeyHelpButton />
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Brand() {
  return (
    <Link href="/" className="brand">
      <BrandMark />
      <span>Live RecSys</span>
    </Link>
  );
}

/** On narrow windows: the same outline as a dialog. */
function OutlineDrawer({ course }: { course: Course }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the drawer
  useEffect(() => dialog.current?.close(), [path]);
  return (
    <>
      <button
        type="button"
        className="icon-button drawer-open"
        aria-label={say("Course outline")}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        <MenuIcon />
      </button>
      <dialog ref={dialog} className="drawer" aria-label={say("Course outline")} closedby="any">
        <div className="sidebar-head">
          <Brand />
          <button
            type="button"
            className="icon-button"
            aria-label={say("Close the outline")}
            onClick={() => dialog.current?.close()}
          >
            <CloseIcon />
          </button>
        </div>
        <Outline course={course} />
      </dialog>
    </>
  );
}

/** Goes to the next language; what is open stays open. */
function LanguageButton() {
  const codes = Object.keys(LANGUAGES) as Language[];
  const next = codes[(codes.indexOf(useLanguage()) + 1) % codes.length]!;
  const choose = () => {
    writeHashField("lang", null);
    void chooseLanguage(next);
  };
  return (
    <button type="button" className="language-button" lang={next} onClick={choose}>
      {LANGUAGES[next]}
    </button>
  );
}

function ThemeButton() {
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={other === "dark" ? say("Switch to dark colours") : say("Switch to light colours")}
      onClick={() => chooseTheme(other)}
    >
      {theme === "dark" ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}
