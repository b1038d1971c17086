import type { Glossary } from "../../components/prose/glossary.tsx";

export const glossary: Glossary = {};
