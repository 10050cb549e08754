import { expect, test } from 'vitest';
import { wrapped } from '../../src/map/area-layers';

test('a long name breaks between words, never inside one', () => {
  expect(wrapped('Xã Ý Yên')).toBe('Xã Ý Yên');
  expect(wrapped('Phường Trường Thi')).toBe('Phường\nTrường Thi');
  expect(wrapped('Nghiêncứudàilắm')).toBe('Nghiêncứudàilắm');
});
