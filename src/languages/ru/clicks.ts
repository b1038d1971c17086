import type { Messages } from "../../components/language/say.ts";

export const clicks = {} satisfies Messages;
