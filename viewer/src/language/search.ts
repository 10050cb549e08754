/** Text as it is searched: lower case, without diacritics, đ as d ("Giao Thuỷ" and "giao thuy" are one). */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** True when every word of the query begins a word of the text, in any order ("yen" finds Yên Đồng, not every huyện). */
export function matches(foldedText: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => ` ${foldedText}`.includes(` ${word}`));
}
