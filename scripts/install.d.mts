export const root: string;
export function installPackages(): void;
export function findChromium(): string | undefined;
export function installChromium(): Promise<void>;
export function findFirefox(): string | undefined;
export function findWebKit(): { readonly driver: string; readonly browser: string } | undefined;
