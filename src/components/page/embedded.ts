/** Whether the page stands in a frame of another one and shows the lab alone: `embed=lab` in the link. */
import { EMBEDDED } from "../session/shared.ts";
import { readHashQuery } from "./hash-location.ts";

export const isEmbedded = (): boolean => readHashQuery().get("embed") === EMBEDDED;
