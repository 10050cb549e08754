import { describe, expect, test } from 'vitest';
import { compact, date, decimal, integer, percent, probability, timeWindow } from '../../src/language/numbers';
import { fold, matches } from '../../src/language/search';
import { say } from '../../src/language/words';
import en from '../../src/words/en.json';
import vi from '../../src/words/vi.json';

describe('numbers and dates', () => {
  test('Vietnamese groups by points and has a decimal comma', () => {
    expect(decimal(1756.5, 1, 'vi')).toBe('1.756,5');
    expect(decimal(1756.5, 1, 'en')).toBe('1,756.5');
    expect(integer(1234567, 'vi')).toBe('1.234.567');
  });

  test('a negative number has a real minus, and nothing is minus zero', () => {
    expect(decimal(-2.5, 1, 'vi')).toBe('\u22122,5');
    expect(decimal(-0.04, 1, 'vi')).toBe('0,0');
  });

  test('three significant digits', () => {
    expect([0, 0.01234, 1.234, 12.34, 123.4, 1234.5].map((x) => compact(x, 'vi'))).toEqual([
      '0',
      '0,0123',
      '1,23',
      '12,3',
      '123',
      '1.235',
    ]);
  });

  test('rare is not never and nearly sure is not certain', () => {
    expect([0, 0.004, 0.5, 0.996, 1].map((p) => percent(p, 'en'))).toEqual([
      '0%',
      '<\u00a01%',
      '50%',
      '>\u00a099%',
      '100%',
    ]);
    expect([0, 1].map((p) => probability(p, 'en'))).toEqual(['<\u00a01%', '>\u00a099%']);
    expect(percent(0.5, 'vi')).toBe('50\u00a0%');
  });

  test('dates', () => {
    expect(date('2017-12-14', 'vi')).toBe('14/12/2017');
    expect(date('2017-12-14', 'en')).toBe('2017-12-14');
    expect(timeWindow({ from: '2016-12-15', to: '2017-12-14' }, 'vi')).toBe('15/12/2016 – 14/12/2017');
  });
});

describe('search', () => {
  test('diacritics, case, đ and both ways of composing fold away', () => {
    expect(fold('Xã Giao Thuỷ')).toBe('xa giao thuy');
    expect(fold('ĐỒNG ĐA')).toBe('dong da');
    expect(fold('Hòa')).toBe(fold('Hoà'.normalize('NFD')));
  });

  test('every word must occur, in any order', () => {
    const text = fold('Xã Trực Hưng Huyện Trực Ninh');
    expect(matches(text, 'ninh hung')).toBe(true);
    expect(matches(text, 'TRỰC HƯNG')).toBe(true);
    expect(matches(text, 'hung yen')).toBe(false);
    expect(matches(text, '  ')).toBe(true);
  });
});

describe('words', () => {
  test('both languages have the same keys and the same places for values', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    for (const key of Object.keys(vi) as (keyof typeof vi)[])
      expect([key, places(en[key])]).toEqual([key, places(vi[key])]);
  });

  test('a value that looks like a place is not expanded again', () => {
    expect(say('footer.rule.value', 'en', { name: '{version}', version: '2' })).toBe('{version}, version 2');
  });
});
