export const root: string;
export function installPackages(): void;
export function findChromium(): string | undefined;
export function installChromium(): Promise<void>;
