import type { Messages } from "../../components/language/say.ts";

export const session = {} satisfies Messages;
