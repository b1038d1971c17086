import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "katex/dist/katex.min.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/fields.css";
import "./styles/shell.css";
import "./styles/course.css";
import "./styles/lesson.css";
import "./styles/prose.css";
import "./styles/predict.css";
import "./styles/lab.css";
import "./styles/transport.css";
import "./styles/settings.css";
import "./styles/lab-sheet.css";
import "./styles/presenter.css";
import "./styles/work.css";
import "./styles/print.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { startLanguage } from "./components/language/language.ts";
import { readHashQuery } from "./components/page/hash-location.ts";
import { startTheme } from "./components/page/theme.ts";
import { loadMessages } from "./languages/languages.ts";

startTheme();
await startLanguage(loadMessages, readHashQuery().get("lang"));
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
