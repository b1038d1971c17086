import type { Messages } from "../../components/language/say.ts";

export const charts = {} satisfies Messages;
