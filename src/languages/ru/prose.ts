import type { Messages } from "../../components/language/say.ts";

export const prose = {} satisfies Messages;
