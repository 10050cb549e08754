import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { colourCount, openBrowser, openPage } from './browser.mjs';

const text = (locator) => locator.innerText();

describe('what stands beside the class', () => {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('overlays and levels are drawn, counted in the legend and switched off', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html');
    const entry = (words) => page.locator('.legend li', { hasText: words });
    assert.match(await text(entry('Chợ')), /12/);
    assert.match(await text(entry('Đường')), /1/);
    assert.match(await text(entry('Huyện')), /2/);
    const teal = 0x00606b;
    assert.ok((await colourCount(page, teal)) > 200, 'marks of markets');
    await entry('Chợ').locator('input').uncheck();
    await page.waitForTimeout(400);
    assert.equal(await colourCount(page, teal), 0);
    assertQuiet();
    await page.close();
  });

  test('a theme has its own colours, legend and reason, and is no class of the review', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#area=0105&lang=en');
    assert.match(await text(page.locator('.panel')), /By theme[\s\S]*Drugs[\s\S]*No data[\s\S]*Drug reason of area 5/);
    await page.locator('.themes-of-area button').click();
    assert.match(await text(page.locator('.legend')), /Drugs[\s\S]*type I\n[\s\S]*type II[\s\S]*none of them/);
    assert.equal(await colourCount(page, 0x7d1128), 0, 'class colour under a theme');
    assert.ok((await colourCount(page, 0xf2eef9)) > 1000);
    await page.goto(page.url().replace(/area=\d+/, 'area=0101'));
    await page.waitForFunction(() => /Markets: 1 \(0\.03/.test(document.querySelector('.panel').innerText));
    assert.match(await text(page.locator('.panel')), /Part of District: Huyện Tây Sông/);
    assertQuiet();
    await page.close();
  });

  test('the sheet carries overlays and degrees of WGS 84', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html');
    await page.locator('[data-name="print"]').click();
    const said = await page
      .locator('.sheet [data-part="graticule"]')
      .evaluate((node) => [...node.querySelectorAll('text')].map((t) => t.textContent));
    assert.ok(said.includes('106°15′') && said.includes('20°10′'), said.join(' '));
    const words = await page.locator('.sheet > svg').evaluate((node) => node.textContent);
    assert.match(words, /Chợ/);
    assert.match(words, /độ, phút WGS 84/);
    assertQuiet();
    await page.close();
  });

  test('what each further camera adds is a curve and a sentence', async () => {
    const { page, assertQuiet } = await openPage(browser, 'full.html', '#tab=plans');
    assert.match(
      await text(page.locator('.panel')),
      /Với 4 camera đề xuất: nhìn thấy 45,0 % nhu cầu; camera cuối cùng thêm 2,00 điểm/,
    );
    assert.equal(await page.locator('.panel .trend circle').count(), 5);
    assertQuiet();
    await page.close();
  });
});
