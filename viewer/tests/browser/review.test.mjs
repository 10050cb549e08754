import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openBrowser, openPage, pages } from './browser.mjs';

/** The bundle as it stands in the written page: what the page says is compared with it. */
const html = readFileSync(join(pages, 'review.html'), 'utf8');
const opening = '<script type="application/json" id="diaban-data">';
const dataFrom = html.indexOf(opening) + opening.length;
const dataTo = html.indexOf('</script>', dataFrom);
const bundle = JSON.parse(html.slice(dataFrom, dataTo));
const columns = new Map(bundle.layers[0].columns.map((column) => [column.name, column.values]));
const ids = columns.get('area_id');
const rowOf = (id) => ids.indexOf(id);
const hostile = columns.get('name').findIndex((name) => name.startsWith('<img'));
const closing = columns.get('name').findIndex((name) => name.startsWith('</script>'));

const text = (locator) => locator.innerText();

/** Moves the mouse over the map from place to place until the read-out satisfies `found`; returns the place. */
async function hoverUntil(page, found) {
  const box = await page.locator('.canvas').boundingBox();
  for (let y = box.y + 130; y < box.y + box.height - 90; y += 26) {
    for (let x = box.x + 300; x < box.x + box.width - 30; x += 26) {
      await page.mouse.move(x, y);
      const hover = page.locator('.hover');
      if ((await hover.isVisible()) && found(await text(hover))) return { x, y, said: await text(hover) };
    }
  }
  throw new Error('no place on the map gives that read-out');
}

for (const flags of [[], ['--disable-3d-apis']]) {
  describe(`review page ${flags.join(' ')}`, () => {
    let browser;
    before(async () => {
      browser = await openBrowser(flags);
    });
    after(() => browser.close());

    test('opens from disk, draws, asks for nothing, complains of nothing', async () => {
      const { page, assertQuiet } = await openPage(browser, 'review.html');
      assert.equal(await page.title(), bundle.header.title);
      // The map has the colour of the complex class on it: something was drawn.
      const dark = await page.evaluate(() => {
        let found = 0;
        for (const canvas of document.querySelectorAll('.canvas canvas')) {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let i = 0; i < data.length; i += 4) {
            if (data[i] === 0x7d && data[i + 1] === 0x11 && data[i + 2] === 0x28) found++;
          }
        }
        return found;
      });
      assert.ok(dark > 500, `${dark} pixels of the complex class`);
      assertQuiet();
      await page.close();
    });

    test('header, legend and footer carry windows, split, rule, run and sources', async () => {
      const { page, assertQuiet } = await openPage(browser, 'review.html');
      const all = await text(page.locator('#page'));
      for (const said of [
        '15/12/2015 – 14/12/2016',
        '15/12/2016 – 14/12/2017',
        'evidence, bản 1 (a1b2c3d4e5f6)',
        '0123456789ab',
        'dia_ban.gpkg',
        '17.565, trong đó 98\u00a0% có tọa độ',
        'VN-2000 / TM-3 105-30, EPSG:9209',
        'Đơn vị mẫu',
      ]) {
        assert.ok(all.includes(said), `the page does not say: ${said}`);
      }
      assert.match(await text(page.locator('.marking')), /không phổ biến/i);
      const classes = columns.get('class');
      const legend = await text(page.locator('.legend'));
      for (const [name, word] of [
        ['stable', 'Ổn định'],
        ['contained', 'Kiềm chế'],
        ['complex', 'Phức tạp'],
      ]) {
        const count = classes.filter((value) => value === name).length;
        assert.match(legend, new RegExp(`${word}\\s+${count}\\b`));
      }
      assert.match(legend, /Ngoài danh mục theo dõi\s+3\b/);
      assert.match(legend, /Không có dữ liệu\s+1\b/);
      assertQuiet();
      await page.close();
    });

    test('a click on the map says why', async () => {
      const { page, assertQuiet } = await openPage(browser, 'review.html');
      const place = await hoverUntil(page, (said) => /Phức tạp/.test(said) && !said.includes('<'));
      const name = place.said.split('\n')[0];
      await page.mouse.click(place.x, place.y);
      await page.waitForSelector('.panel.why h2');
      const panel = await text(page.locator('.panel'));
      const row = columns.get('name').indexOf(name);
      assert.ok(panel.startsWith(name));
      assert.match(panel, /Vì sao địa bàn này được xếp loại “Phức tạp”\?/);
      assert.ok(panel.includes(columns.get('reason_vi')[row]));
      assert.ok(panel.includes(String(columns.get('n_current')[row])));
      // The multiple and its range, in Vietnamese figures.
      const figure = (name) => columns.get(name)[row].toFixed(2).replace('.', ',');
      const range = `${figure('rr_low')} đến ${figure('rr_high')}`;
      assert.ok(panel.includes(`Kỳ này bằng ${figure('relative_risk')} lần mức chung; khoảng 95 % ${range}`));
      assert.match(page.url(), new RegExp(`area=${ids[row]}`));
      assertQuiet();
      await page.close();
    });

    test('the density theme reads values with their unit, and stands alone', async () => {
      const { page, assertQuiet } = await openPage(browser, 'review.html');
      await page.locator('[data-theme="density"]').click();
      const { said } = await hoverUntil(page, (words) => /Mật độ tại đây/.test(words));
      assert.match(said, /Mật độ tại đây: \d+,\d\d vụ\/km²/);
      const legend = await text(page.locator('.legend'));
      assert.match(legend, /vụ\/km²/);
      assert.match(legend, /1\.240 m/);
      assert.doesNotMatch(legend, /Kiềm chế/);
      // No class colour is left under or over the surface.
      const left = await page.evaluate(async () => {
        await new Promise((done) => setTimeout(done, 300));
        let found = 0;
        for (const canvas of document.querySelectorAll('.canvas canvas')) {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let i = 0; i < data.length; i += 4) {
            if (data[i] === 0x7d && data[i + 1] === 0x11 && data[i + 2] === 0x28) found++;
          }
        }
        return found;
      });
      assert.equal(left, 0);
      assertQuiet();
      await page.close();
    });

    test('names from data stay text', async () => {
      const { page, assertQuiet } = await openPage(browser, 'review.html');
      for (const row of [hostile, closing]) {
        await page.getByRole('tab', { name: 'Danh sách' }).click();
        await page.locator(`[data-area="${ids[row]}"]`).click();
        assert.ok((await text(page.locator('.panel h2'))).startsWith(columns.get('name')[row]));
        await page.locator('.attributes summary').click();
        assert.ok((await text(page.locator('.attributes'))).includes(columns.get('name')[row]));
      }
      assert.equal(await page.locator('img[src="x"]').count(), 0);
      assert.equal(await page.locator('#page script').count(), 0);
      assertQuiet();
      await page.close();
    });
  });
}

describe('review page, by keyboard and otherwise', () => {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('an area is found and chosen with the keyboard alone', async () => {
    const { page, assertQuiet } = await openPage(browser, 'review.html');
    await page.getByRole('tab', { name: 'Tổng quan' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-list');
    await page.locator('#search').focus();
    await page.keyboard.type('truc hung');
    assert.deepEqual(await page.locator('[data-area]').allInnerTexts(), ['Xã Trực Hưng', 'Xã Trực Hùng']);
    assert.match(await text(page.locator('.found')), /^2 trong 48/);
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.matches('[data-area]'))) break;
    }
    await page.keyboard.press('Enter');
    assert.equal(await text(page.locator('.panel h2')), 'Xã Trực Hưng Huyện Tây Sông');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
    assertQuiet();
    await page.close();
  });

  test('the table sorts by number and by name, and says so', async () => {
    const { page, assertQuiet } = await openPage(browser, 'review.html');
    await page.getByRole('tab', { name: 'Danh sách' }).click();
    await page.locator('[data-key="n_current"]').click();
    assert.equal(await page.locator('th.n_current').getAttribute('aria-sort'), 'descending');
    const figures = await page.locator('tbody tr td:nth-child(3)').allInnerTexts();
    const known = columns.get('n_current').filter((value) => value !== null);
    const expected = known.sort((a, b) => b - a).map(String);
    assert.deepEqual(figures, [...expected, '–']);
    await page.locator('[data-key="name"]').click();
    const names = await page.locator('[data-area]').allInnerTexts();
    assert.ok(names.indexOf('Xã Cổ Lễ') < names.indexOf('Xã Giao Thủy'));
    assert.ok(names.indexOf('Phường Đông A') < names.indexOf('Phường Hồng Quang'));
    assertQuiet();
    await page.close();
  });

  test('the language changes everywhere, and a link remembers it', async () => {
    const { page, assertQuiet } = await openPage(browser, 'review.html');
    await page.getByRole('button', { name: 'English' }).click();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    const words = await text(page.locator('#page'));
    assert.match(words, /Class of each area/);
    assert.match(words, /17,565, 98% of them/);
    assert.match(words, /2016-12-15 – 2017-12-14/);
    assert.doesNotMatch(words, /Kỳ này|Quy tắc|Danh sách|địa bàn trong/);
    assert.match(page.url(), /lang=en/);
    assertQuiet();
    await page.close();
  });

  test('a link opens language, theme and area', async () => {
    const id = ids[columns.get('class').indexOf('contained')];
    const { page, assertQuiet } = await openPage(browser, 'review.html', `#lang=en&theme=density&area=${id}`);
    assert.ok((await text(page.locator('.panel h2'))).startsWith(columns.get('name')[rowOf(id)]));
    assert.match(await text(page.locator('.panel')), /Why is this area “Contained”\?/);
    assert.match(await text(page.locator('.legend')), /incidents per km²/);
    assertQuiet();
    await page.close();
  });

  test('a borderline area is said to be one in words', async () => {
    const id = ids[columns.get('borderline').indexOf(true)];
    const { page, assertQuiet } = await openPage(browser, 'review.html', `#area=${id}`);
    assert.match(await text(page.locator('.panel .note')), /Sát ranh giới giữa các loại: .* chỉ là 52\u00a0%/);
    assertQuiet();
    await page.close();
  });

  test('outside the list and without data say so and show no class', async () => {
    const classes = columns.get('class');
    const counts = columns.get('n_current');
    const outside = ids[classes.findIndex((value, row) => value === null && counts[row] !== null)];
    const nodata = ids[classes.findIndex((value, row) => value === null && counts[row] === null)];
    const first = await openPage(browser, 'review.html', `#area=${outside}`);
    assert.match(await text(first.page.locator('.panel')), /ngoài danh mục theo dõi/);
    assert.equal(await first.page.locator('.bars').count(), 0);
    await first.page.close();
    const second = await openPage(browser, 'review.html', `#area=${nodata}`);
    assert.match(await text(second.page.locator('.panel')), /không có dữ liệu để phân loại/);
    await second.page.close();
  });

  test('the scale bar is exact in planar metres', async () => {
    const { page, assertQuiet } = await openPage(browser, 'review.html');
    const { lengthM, metresPerPixel } = await page.locator('.scale').evaluate((node) => ({ ...node.dataset }));
    const path = await page.locator('.scale .bar').getAttribute('d');
    const width = Number(/H([\d.]+)/.exec(path)[1]) - 1;
    assert.ok(Math.abs(width * Number(metresPerPixel) - Number(lengthM)) < 1e-6 * Number(lengthM));
    assert.match(await text(page.locator('.scale')), /^(1|2|5)0? km$/);
    assertQuiet();
    await page.close();
  });

  test('columns that are missing altogether leave a page that works', async () => {
    const { page, assertQuiet } = await openPage(browser, 'bare.html');
    assert.match(await text(page.locator('.legend')), /no class column/);
    assert.match(await text(page.locator('.banner')), /SET BEFOREHAND/);
    await page.getByRole('tab', { name: 'List' }).click();
    await page.locator('[data-area="0101"]').click();
    assert.equal((await text(page.locator('.panel h2'))).trim(), columns.get('name')[1]);
    assert.equal(await page.locator('[data-theme]').count(), 0);
    assertQuiet();
    await page.close();
  });

  test('a long list shows its first rows and the rest when asked', async () => {
    const layer = bundle.layers[0];
    const tenfold = (values) => Array.from({ length: 10 }, () => values).flat();
    const many = {
      ...layer,
      rows: layer.rows * 10,
      topology: { ...layer.topology, areas: tenfold(layer.topology.areas) },
      columns: layer.columns.map((column) => ({
        ...column,
        values: tenfold(column.values).map((value, row) => (column.name === 'area_id' ? `${value}-${row}` : value)),
      })),
    };
    const file = join(pages, 'many.html');
    const text480 = JSON.stringify({ ...bundle, layers: [many] }).replaceAll('<', '\\u003c');
    writeFileSync(file, html.slice(0, dataFrom) + text480 + html.slice(dataTo));
    const { page, assertQuiet } = await openPage(browser, file);
    await page.getByRole('tab', { name: 'Danh sách' }).click();
    assert.match(await text(page.locator('.found')), /^480 trong 480/);
    assert.equal(await page.locator('tbody tr').count(), 300);
    await page.getByRole('button', { name: 'Hiện cả 480 địa bàn' }).click();
    assert.equal(await page.locator('tbody tr').count(), 480);
    assertQuiet();
    await page.close();
  });

  test('another version of the data is refused in words', async () => {
    const file = join(pages, 'other-version.html');
    writeFileSync(file, html.replace('"schema":"diaban.review/1"', '"schema":"diaban.review/2"'));
    const { page } = await openPage(browser, file);
    const said = await text(page.locator('[role="alert"]'));
    assert.match(said, /diaban\.review\/2/);
    assert.match(said, /chỉ đọc được phiên bản diaban\.review\/1/);
    assert.match(said, /reads version diaban\.review\/1 only/);
    await page.close();
  });

  test('a script slipped into the file does not run', async () => {
    const file = join(pages, 'slipped.html');
    const evil = '<script>document.documentElement.dataset.slipped = "yes"</script>';
    writeFileSync(
      file,
      html.replace('<div id="page">', () => `${evil}<div id="page">`),
    );
    const { page } = await openPage(browser, file);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.slipped), undefined);
    await page.close();
  });
});

test('a phone shows map and panel one below the other, nothing wider than the screen', async () => {
  const browser = await openBrowser([], { width: 390, height: 844 });
  const { page, assertQuiet } = await openPage(browser, 'review.html');
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(widths[0] <= widths[1], `${widths[0]} px of page on ${widths[1]} px`);
  const map = await page.locator('.map').boundingBox();
  const side = await page.locator('.side').boundingBox();
  assert.ok(side.y >= map.y + map.height - 1);
  assertQuiet();
  await browser.close();
});
