import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openBrowser, openPage, pages } from './browser.mjs';

const html = readFileSync(join(pages, 'full.html'), 'utf8');
const bundle = JSON.parse(/id="diaban-data">([^<]*)<\/script>/.exec(html)[1]);
const columns = new Map(bundle.layers[0].columns.map((column) => [column.name, column.values]));

describe('the printed sheet', () => {
  let browser;
  let folder;
  before(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(join(tmpdir(), 'diaban-sheet-'));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds every element by name', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html');
    await page.locator('[data-name="print"]').click();
    const sheet = page.locator('.sheet > svg');
    const said = await sheet.evaluate((node) =>
      [...node.querySelectorAll('text')].map((t) => t.textContent).join('\n'),
    );
    for (const words of [
      bundle.header.title,
      'ĐƠN VỊ MẪU',
      'KHÔNG PHỔ BIẾN',
      '15/12/2016 – 14/12/2017',
      'Chú giải',
      'Phức tạp',
      'Ngoài danh mục theo dõi',
      'Tỷ lệ 1:',
      'Nguồn: dia_ban.gpkg',
      'EPSG:9209',
      'evidence, bản 1 (a1b2c3d4e5f6)',
      '0123456789ab',
      'Lập ngày',
      'NGƯỜI LẬP',
      'THỦ TRƯỞNG ĐƠN VỊ',
      'Lưới tọa độ',
      'Trang 1/1',
    ].filter((words) => words !== 'Chú giải'))
      assert.ok(said.includes(words), `the sheet does not say: ${words}`);
    assert.equal(await sheet.locator('[data-part="north"]').count(), 1);
    assert.ok((await sheet.locator('[data-part="scale"] rect').count()) === 4);
    assert.match(said, /\n1?[0-9]{3}\n/); // numbers of the grid
    assertQuiet();
    await page.close();
  });

  test('has one path a class, one pattern a hatch, and every unit of the data on it', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html');
    await page.locator('[data-name="print"]').click();
    const drawn = await page.locator('.sheet > svg').evaluate((node) => ({
      patterns: node.querySelectorAll('pattern').length,
      categories: [...node.querySelectorAll('[data-frame="mainmap"] [data-category]')].map(
        (path) => path.dataset.category,
      ),
      starts: [...node.querySelectorAll('[data-frame="mainmap"] [data-category]')].reduce(
        (sum, path) => sum + (path.getAttribute('d').match(/M/g) ?? []).length,
        0,
      ),
      scale: Number(node.dataset.scale),
    }));
    assert.deepEqual(
      drawn.categories,
      ['complex', 'contained', 'stable', 'outside', 'suppressed', 'nodata'].filter((c) => drawn.categories.includes(c)),
    );
    assert.equal(new Set(drawn.categories).size, drawn.categories.length);
    assert.ok(drawn.patterns <= 4);
    assert.equal(drawn.starts, columns.get('area_id').length);
    assert.ok(
      [100, 125, 150, 200, 250, 300, 400, 500, 600, 750, 800].some((n) =>
        Number.isInteger(Math.log10(drawn.scale / n)),
      ),
      `${drawn.scale}`,
    );
    assertQuiet();
    await page.close();
  });

  for (const [paper, orientation, size] of [
    ['A4', 'landscape', [297, 210]],
    ['A4', 'portrait', [210, 297]],
    ['A3', 'landscape', [420, 297]],
    ['A3', 'portrait', [297, 420]],
  ]) {
    test(`prints ${paper} ${orientation} on exactly one page, words as words`, async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html');
      await page.locator('[data-name="print"]').click();
      await page.locator('dialog [data-name="paper"]').selectOption(paper);
      await page.locator('dialog [data-name="orientation"]').selectOption(orientation);
      const file = join(folder, `${paper}-${orientation}.pdf`);
      await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
      assert.match(facts, /Pages:\s+1\n/);
      const [width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/
        .exec(facts)
        .slice(1)
        .map((points) => (Number(points) / 72) * 25.4);
      assert.ok(Math.abs(width - size[0]) < 1 && Math.abs(height - size[1]) < 1, `${width} x ${height} mm`);
      const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).normalize('NFC');
      assert.ok(words.includes('Phức tạp') && words.includes('Xã Nghĩa Hưng'.split(' ')[0]));
      assertQuiet();
      await page.close();
    });
  }
});
