import type { Messages } from "../../components/language/say.ts";

export const ownData = {} satisfies Messages;
