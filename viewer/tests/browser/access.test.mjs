import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openBrowser, openPage } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that hinders people seriously. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 4)
          .join(' | ')}`,
    );
}

for (const [name, viewport, scheme] of [
  ['desk, light', { width: 1366, height: 768 }, 'light'],
  ['desk, dark', { width: 1366, height: 768 }, 'dark'],
  ['phone, light', { width: 390, height: 844 }, 'light'],
]) {
  test(`axe finds nothing serious: ${name}`, async () => {
    // The page lets no script in; the checker comes past its policy, as an extension of a browser would.
    const browser = await openBrowser([], viewport, { colorScheme: scheme, bypassCSP: true });
    for (const hash of [
      '',
      '#tab=why&area=0109',
      '#tab=list',
      '#tab=plans&theme=gi',
      '#theme=rate&when=20&against=8&tab=compare',
    ]) {
      const { page } = await openPage(browser, 'full.html', hash);
      assert.deepEqual(await findings(page), [], hash);
      if (hash === '') {
        await page.locator('[data-name="print"]').click();
        assert.deepEqual(await findings(page), [], 'print');
      }
      await page.close();
    }
    await browser.close();
  });
}

test('with forced colours the swatches and the map keep theirs, and what is chosen is still marked', async () => {
  const browser = await openBrowser([], { width: 1366, height: 768 }, { forcedColors: 'active' });
  const { page, assertQuiet } = await openPage(browser, 'full.html');
  assert.equal(await page.locator('.canvas').evaluate((node) => getComputedStyle(node).forcedColorAdjust), 'none');
  const outline = await page.locator('[data-theme="class"]').evaluate((node) => getComputedStyle(node).outlineStyle);
  assert.equal(outline, 'solid');
  assertQuiet();
  await browser.close();
});

test('every control is reached by Tab and has a name', async () => {
  const browser = await openBrowser();
  const { page } = await openPage(browser, 'full.html', '#theme=rate&when=20&tab=list');
  const controls = await page.locator('button:visible, input:visible, select:visible, summary:visible').count();
  await page.locator('body').evaluate((node) => node.focus());
  const seen = new Set();
  for (let i = 0; i < controls + 40; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === null || node === document.body) return null;
      node.dataset.seen ??= String(Math.random());
      return { key: node.dataset.seen, tag: node.tagName, tab: node.getAttribute('role') === 'tab' };
    });
    if (at !== null) seen.add(at.key);
  }
  // Of the tabs only the chosen one is a stop, the arrow keys do the rest.
  const missed = await page
    .locator(
      'button:visible:not([data-seen]):not([role="tab"]), input:visible:not([data-seen]), select:visible:not([data-seen])',
    )
    .count();
  assert.equal(missed, 0);
  await browser.close();
});

test('with reduced motion nothing moves by itself', async () => {
  const browser = await openBrowser([], { width: 1366, height: 768 }, { reducedMotion: 'reduce' });
  const { page } = await openPage(browser, 'full.html');
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  await page.keyboard.press('Escape');
  await page.locator('.zoom button').first().click();
  const scale = () => page.locator('.scale').getAttribute('data-metres-per-pixel');
  const now = await scale();
  await page.waitForTimeout(300);
  assert.equal(await scale(), now);
  await browser.close();
});
