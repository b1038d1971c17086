import type { Messages } from "../../components/language/say.ts";

export const course = {} satisfies Messages;
