/** The rows of films, worked out once for the codes and a way. */
import { oncePer } from "../../engine/once.ts";
import { hold } from "./films.ts";

export const heldAs = oncePer(hold, (way, { rows, keyed }) => `${way} ${rows} ${keyed}`);
