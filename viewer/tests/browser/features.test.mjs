import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { colourCount, openBrowser, openPage, pages, watchDownload } from './browser.mjs';

/** full.html holds everything the page can show; review.html has neither periods nor plans nor incidents. */
const html = readFileSync(join(pages, 'full.html'), 'utf8');
const bundle = JSON.parse(/id="diaban-data">([^<]*)<\/script>/.exec(html)[1]);
const columns = new Map(bundle.layers[0].columns.map((column) => [column.name, column.values]));
const ids = columns.get('area_id');
const text = (locator) => locator.innerText();

async function hoverUntil(page, found) {
  const box = await page.locator('.canvas').boundingBox();
  for (let y = box.y + 130; y < box.y + box.height - 90; y += 20) {
    for (let x = box.x + 300; x < box.x + box.width - 30; x += 20) {
      await page.mouse.move(x, y);
      const hover = page.locator('.hover');
      if ((await hover.isVisible()) && found(await text(hover))) return { x, y, said: await text(hover) };
    }
  }
  throw new Error('no place on the map gives that read-out');
}

for (const flags of [[], ['--disable-3d-apis']]) {
  describe(`everything on the map ${flags.join(' ')}`, () => {
    let browser;
    before(async () => {
      browser = await openBrowser(flags);
    });
    after(() => browser.close());

    test('each theme stands alone, with its own legend and read-out', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html');
      const expected = {
        class: [/Phân loại địa bàn/, /\d vụ/],
        change: [/Thay đổi so với kỳ trước/, /lần kỳ trước \(khoảng \d,\d\d đến/],
        rate: [/vụ trên 1\.000 dân mỗi năm/, /\d vụ trên 1\.000 dân mỗi năm \(\d+ vụ\)/],
        gi: [/Điểm nóng, điểm lạnh/, /z = .*; p hiệu chỉnh = \d,\d\d\d/],
        lisa: [/Cụm và ngoại lệ/, /I = \d,\d\d; p hiệu chỉnh/],
        cells: [/Điểm nóng theo ô lưới/, /z = 3,60; p hiệu chỉnh = 0,005/],
        density: [/vụ\/km²[\s\S]*Làm trơn/, /Mật độ tại đây: \d+,\d\d vụ\/km²/],
        density_change: [/kỳ này trừ kỳ trước/, /Thay đổi tại đây: [+\u2212]?\d+,\d\d vụ\/km²/],
      };
      for (const [theme, [legend, readout]] of Object.entries(expected)) {
        await page.locator(`[data-theme="${theme}"]`).click();
        assert.equal(await page.locator('[data-theme][aria-pressed="true"]').count(), 1);
        assert.match(await text(page.locator('.legend')), legend);
        const { said } = await hoverUntil(page, (words) => readout.test(words));
        assert.match(said, readout);
        if (theme !== 'class') assert.equal(await colourCount(page, 0x7d1128), 0, `class colour under ${theme}`);
      }
      assertQuiet();
      await page.close();
    });

    test('no data, suppressed, not significant and outside never look the same', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html', '#theme=gi');
      const picture = (word) => page.locator('.legend li', { hasText: word }).locator('img').getAttribute('src');
      const gi = [await picture('Không khác biệt'), await picture('Không công bố'), await picture('Không có dữ liệu')];
      await page.locator('[data-theme="class"]').click();
      gi.push(await picture('Ngoài danh mục'));
      assert.equal(new Set(gi).size, 4);
      assertQuiet();
      await page.close();
    });

    test('legend entries count, and switch what they name off and on', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html');
      const complex = columns.get('class').filter((value) => value === 'complex').length;
      const toggle = page.locator('[data-toggle="class:complex"]');
      assert.match(await text(page.locator('.legend li', { has: toggle })), new RegExp(`Phức tạp\\s+${complex}`));
      assert.ok((await colourCount(page, 0x7d1128)) > 300);
      await toggle.uncheck();
      await page.waitForTimeout(400);
      assert.equal(await colourCount(page, 0x7d1128), 0);
      assert.match(page.url(), /class%3Acomplex/);
      await page.locator('[data-toggle="class:complex"]').check();
      await page.waitForTimeout(400);
      assert.ok((await colourCount(page, 0x7d1128)) > 300);
      assertQuiet();
      await page.close();
    });

    test('cameras and boxes read their reason; incidents are off until asked for', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html', '#lang=en');
      assert.equal(await page.locator('[data-toggle="layer:incidents"]').isChecked(), false);
      const { said } = await hoverUntil(page, (words) => words.includes('Proposed camera'));
      assert.match(said, /Sample reason of camera \d/);
      await page.locator('[data-toggle="layer:incidents"]').check();
      await hoverUntil(page, (words) => words.includes('Incident: <script>gây rối</script>, 2017-03-'));
      await page.close();
      const without = await openPage(browser, 'review.html');
      assert.equal(await without.page.locator('[data-toggle="layer:incidents"]').count(), 0);
      assertQuiet();
      await without.page.close();
    });

    test('a layer that the page has no look for is drawn, listed and told by what the bundle says', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html');
      const entry = page.locator('.legend li', { hasText: 'Cặp vụ việc gần nhau' });
      assert.match(await text(entry), /3/);
      const green = 0x1b5e20;
      assert.ok((await colourCount(page, green)) > 50);
      await hoverUntil(page, (words) => /Cặp vụ việc gần nhau\n[^\n]*: 2,25\n[^\n]*: 80,0 m\n/.test(words));
      await entry.locator('input').uncheck();
      await page.waitForTimeout(400);
      assert.equal(await colourCount(page, green), 0);
      assert.match(page.url(), /layer%3Alinks/);
      assertQuiet();
      await page.close();
    });

    test('a sheet is printed, saved as a picture and as a drawing', async () => {
      const { page, assertQuiet } = await openPage(browser, 'full.html');
      await page.locator('[data-name="print"]').click();
      const save = async (name) => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.locator(`dialog [data-name="${name}"]`).click(),
        ]);
        return readFileSync(await download.path());
      };
      const png = await save('png');
      assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2339, 1654]); // A4 at 200 dpi
      const drawing = String(await save('svg'));
      assert.match(drawing, /^<svg [^>]*width="297mm"/);
      assert.ok(!drawing.includes('<img'));
      assertQuiet();
      await page.close();
    });
  });
}

describe('time, comparison, table, links', () => {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('the slider moves by keyboard, the limits stay, the link remembers', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#theme=rate&when=5');
    const limits = () => page.locator('.legend li span').allInnerTexts();
    const before = await limits();
    await page.locator('[data-name="slider"]').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('[data-name="slider"]').inputValue(), '6');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'slider');
    assert.match(await text(page.locator('.period')), /15\/06\/2016 – 14\/07\/2016/);
    assert.match(page.url(), /when=6/);
    const after = await limits();
    assert.deepEqual(
      after.filter((line) => /\d/.test(line)),
      before.filter((line) => /\d/.test(line)),
    );
    await page.locator('body').press(']');
    assert.match(page.url(), /when=7/);
    await page.locator('[data-name="play"]').click();
    await page.waitForFunction(() => /when=(9|1\d)/.test(location.hash), null, { timeout: 8000 });
    await page.locator('[data-name="play"]').click();
    const stopped = page.url();
    await page.waitForTimeout(1200);
    assert.equal(page.url(), stopped);
    assertQuiet();
    await page.close();
  });

  test('two periods are compared by a line that moves and by a list that says what chance does', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#theme=rate&when=20&against=8&tab=compare');
    assert.match(await text(page.locator('.side-names')), /15\/08\/2017[\s\S]*15\/08\/2016/);
    const line = page.getByRole('slider', { name: /Đường chia/ });
    await line.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await line.getAttribute('aria-valuenow'), '45');
    const panel = await text(page.locator('.panel'));
    assert.match(panel, /trong 4\d địa bàn có thay đổi vượt khoảng dao động/);
    assert.match(panel, /ngẫu nhiên vẫn cho tối đa khoảng 3 địa bàn/);
    await page.locator('[data-name="choose-when"]').selectOption('baseline');
    await page.locator('[data-name="choose-against"]').selectOption('current');
    // Contained areas came down by a third of some 200: beyond chance. None of them may stand among those that rose.
    const fell = await page.locator('table:has(caption:text-is("Giảm")) [data-changed]').count();
    const contained = columns.get('class').filter((value) => value === 'contained').length;
    assert.ok(fell >= 0.8 * contained && fell <= 22, `${fell} areas fell`);
    await page.locator('[data-name="compare"]').click();
    assert.equal(await line.isVisible(), false);
    assertQuiet();
    await page.close();
  });

  test('why: course, the year before with noise as noise, neighbours, proposals, quality', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', `#area=${ids[9]}`);
    const panel = await text(page.locator('.panel'));
    for (const said of [
      'Diễn biến theo kỳ',
      'So với cùng kỳ năm trước',
      'Địa bàn giáp ranh',
      'Camera và ô ra quân trong địa bàn',
      'Chất lượng số liệu',
    ])
      assert.ok(panel.includes(said), said);
    assert.match(panel, /dao động ngẫu nhiên: chưa đủ căn cứ/);
    assert.equal(await page.locator('.trend circle').count(), 24);
    assert.equal(await page.locator('.trend line.range').count(), 24);
    // Row 9 lies in column 1 of row 1: four neighbours at its sides.
    assert.equal(await page.locator('h3:has-text("giáp ranh") ~ ul').first().locator('li').count(), 4);
    await page.getByRole('button', { name: 'Camera hiện có C1' }).click();
    await page.waitForTimeout(300);
    assert.ok(Number(await page.locator('.scale').getAttribute('data-metres-per-pixel')) <= 3);
    assertQuiet();
    await page.close();
  });

  test('proposals stand in a list of their own, texts as text', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#tab=plans');
    const panel = await text(page.locator('.panel'));
    assert.match(panel, /dự báo 4,2 vụ \(khoảng 2,1 đến 7,9\)/);
    assert.match(panel, /Tỷ lệ được nhìn thấy: 12 % hiện nay, 45 %/);
    assert.ok(panel.includes('<b>giờ tan tầm</b>'));
    assert.equal(await page.locator('[data-spot]').count(), 15);
    assertQuiet();
    await page.close();
  });

  test('the table filters by class, change, border and brush, and the map with it', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#tab=list');
    const rows = () => page.locator('.list tbody tr').count();
    await page.locator('[data-filter="state"]').selectOption('complex');
    assert.equal(await rows(), 4);
    await page.waitForTimeout(400);
    assert.equal(await colourCount(page, 0xb5cfe6), 0); // stable areas are not filled any more
    await page.locator('[data-filter="state"]').selectOption('all');
    await page.locator('[data-filter="borderlineOnly"]').check();
    assert.equal(await rows(), columns.get('borderline').filter((value) => value === true).length);
    await page.locator('[data-filter="borderlineOnly"]').uncheck();
    await page.locator('[data-filter="changedOnly"]').check();
    const changed = ids.filter((_, row) => {
      const [now, then] = [columns.get('class')[row], columns.get('previous_class')[row]];
      return now !== null && then !== null && now !== then;
    });
    assert.equal(await rows(), changed.length);
    await page.locator('[data-filter="changedOnly"]').uncheck();
    await page.locator('[data-filter="measure"]').selectOption('n_current');
    await page.locator('[data-brush="from"]').focus();
    for (let i = 0; i < 50; i++) await page.keyboard.press('ArrowRight');
    const counts = columns
      .get('n_current')
      .filter((value, row) => value !== null && columns.get('suppressed')[row] !== true);
    const [low, high] = [Math.min(...counts), Math.max(...counts)];
    assert.equal(await rows(), counts.filter((value) => value >= low + 0.5 * (high - low)).length);
    assertQuiet();
    await page.close();
  });

  test('the table as CSV: BOM, semicolons, decimal commas, suppressed figures left out', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#tab=list');
    const csv = await watchDownload(page, () => page.locator('[data-export="csv"]').click());
    assert.ok(csv.startsWith('\ufeffarea_id;name;'));
    const lines = csv
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.match(/("([^"]|"")*"|[^;]*)(;|$)/g).map((field) => field.replace(/;$/, '')));
    assert.equal(lines.length, 49);
    const [heads] = lines;
    const row = lines.find(([id]) => id === ids[5]);
    assert.equal(row[heads.indexOf('rate')], String(columns.get('rate')[5]).replace('.', ','));
    const withheld = lines.find(([id]) => id === ids[20]);
    assert.equal(withheld[heads.indexOf('n_current')], '');
    assert.equal(withheld[heads.indexOf('name')], columns.get('name')[20]);
    assertQuiet();
    await page.close();
  });

  test('settings are remembered, a link goes before them', async () => {
    const first = await openPage(browser, 'full.html', '', { remembers: true });
    await first.page.getByRole('button', { name: 'English' }).click();
    await first.page.locator('[data-name="scheme"]').selectOption('dark');
    await first.page.locator('[data-toggle="layer:labels"]').uncheck();
    await first.page.close();
    const second = await openPage(browser, 'full.html', '', { remembers: true });
    assert.equal(await second.page.evaluate(() => document.documentElement.lang), 'en');
    assert.equal(await second.page.evaluate(() => document.documentElement.dataset.scheme), 'dark');
    assert.equal(await second.page.locator('[data-toggle="layer:labels"]').isChecked(), false);
    await second.page.close();
    const third = await openPage(browser, 'full.html', '#lang=vi&off=', { remembers: true });
    assert.equal(await third.page.evaluate(() => document.documentElement.lang), 'vi');
    assert.equal(await third.page.locator('[data-toggle="layer:labels"]').isChecked(), true);
    await third.page.evaluate(() => localStorage.clear());
    third.assertQuiet();
    await third.page.close();
  });

  test('a drag on the comparison line and a tap on a phone work by touch', async () => {
    const phone = await openBrowser([], { width: 390, height: 844 }, { hasTouch: true, isMobile: true });
    const { page, assertQuiet } = await openPage(phone, 'full.html', '#theme=rate&when=20&against=8&tab=compare');
    const box = await page.locator('.swipe').boundingBox();
    const session = await phone.context.newCDPSession(page);
    const touch = (type, x) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + 200 }],
      });
    await touch('touchStart', box.x + 15);
    await touch('touchMove', box.x - 40);
    await touch('touchMove', box.x - 60);
    await touch('touchEnd');
    assert.ok(Number(await page.locator('.swipe').getAttribute('aria-valuenow')) < 40);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    assertQuiet();
    await phone.close();
  });
});
