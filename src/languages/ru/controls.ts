import type { Messages } from "../../components/language/say.ts";

export const controls = {} satisfies Messages;
