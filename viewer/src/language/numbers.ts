import type { LanguageCode, TimeWindow } from '../bundle/schema';

const LOCALE: Record<LanguageCode, string> = { vi: 'vi-VN', en: 'en-GB' };
const formats = new Map<string, Intl.NumberFormat>();

function format(language: LanguageCode, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(LOCALE[language], {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      useGrouping: true,
    });
    formats.set(key, found);
  }
  return found;
}

const MINUS = '\u2212';

/** 1756.5 with one decimal: "1.756,5" (vi), "1,756.5" (en). */
export function decimal(value: number, decimals: number, language: LanguageCode): string {
  const text = format(language, decimals, decimals).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? MINUS + text : text;
}

export function integer(value: number, language: LanguageCode): string {
  return decimal(Math.round(value), 0, language);
}

/** About three significant digits, whatever the size: 0.0123, 1.23, 12.3, 1,230. */
export function compact(value: number, language: LanguageCode): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.min(Math.max(2 - magnitude, 0), 8), language);
}

/** The same without zeros at its end: for limits, ticks and whole numbers. */
export function short(value: number, language: LanguageCode): string {
  return compact(value, language)
    .replace(/([.,]\d*?)0+$/, '$1')
    .replace(/[.,]$/, '');
}

/**
 * A share as whole percent. Never 0 % or 100 % for what is merely rare or nearly all: "< 1 %", "> 99 %".
 */
export function percent(probability: number, language: LanguageCode): string {
  const rounded = Math.round(probability * 100);
  const space = language === 'vi' ? '\u00a0' : '';
  if (rounded < 1 && probability > 0) return `<\u00a01${space}%`;
  if (rounded > 99 && probability < 1) return `>\u00a099${space}%`;
  return `${integer(rounded, language)}${space}%`;
}

/**
 * A probability computed from counts: never quite 0 or 1, whatever rounding left of it on the way ("< 1 %", "> 99 %").
 */
export function probability(value: number, language: LanguageCode): string {
  return percent(Math.min(Math.max(value, Number.EPSILON), 1 - Number.EPSILON), language);
}

/** "2017-12-14" -> "14/12/2017" (vi); English keeps the ISO form, which nobody can read as another day. */
export function date(iso: string, language: LanguageCode): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (parts === null || language === 'en') return iso;
  return `${parts[3]}/${parts[2]}/${parts[1]}`;
}

export function timeWindow(window: TimeWindow, language: LanguageCode): string {
  return `${date(window.from, language)} – ${date(window.to, language)}`;
}
