/** Fields and records of CSV (RFC 4180) that stay text in a spreadsheet. */

/**
 * What makes a spreadsheet take a cell for a formula, also where it is told to drop leading blanks and quotes
 * (OWASP Application Security Verification Standard 1.2.10). The last four are the full-width forms.
 */
const FORMULA = /^(?:[\t\r\0]|[\s"'\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** A quoted field. One that could be a formula begins with an apostrophe. */
export function csvField(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.toWellFormed().replaceAll('"', '""')}"`;
}

/** Fields with commas between them, and the end of their line. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}
