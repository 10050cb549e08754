import type { Cell, LanguageCode } from '../bundle/schema';

/** A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function field(value: Cell, language: LanguageCode, separator: string): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    const text = String(value);
    return language === 'vi' ? text.replace('.', ',') : text;
  }
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = harmless(value);
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV that a spreadsheet of that language opens by double-click: UTF-8 with BOM; in Vietnamese `;` between fields
 * and a decimal comma, else `,` and a point. RFC 4180 quoting, CR LF.
 */
export function csvText(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  language: LanguageCode,
): string {
  const separator = language === 'vi' ? ';' : ',';
  const line = (cells: readonly Cell[]) => cells.map((cell) => field(cell, language, separator)).join(separator);
  return '\ufeff' + [headings, ...rows].map((cells) => `${line(cells)}\r\n`).join('');
}
