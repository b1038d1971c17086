/** Hands a file to the reader. */
export function saveFile(name: string, content: string | Blob, type = "text/plain"): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read the address by the time this runs.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
