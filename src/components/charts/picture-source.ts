import { createContext } from "react";

/** What stands under a picture that is taken out: which run it shows, and the address that leads back to it. */
export const PictureSource = createContext<() => readonly string[]>(() => []);
