import type { Messages } from "../../components/language/say.ts";

export const page = {} satisfies Messages;
