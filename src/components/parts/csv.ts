/** A table as text for a spreadsheet: comma-separated, quoted where it must be, one line a row. */
export function csvOf(rows: readonly (readonly (string | number | boolean)[])[]): string {
  return `${rows.map((row) => row.map(field).join(",")).join("\n")}\n`;
}

function field(value: string | number | boolean): string {
  const text = String(value);
  // A leading sign would make a spreadsheet take a name for a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
