import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** The folder of pages that the C++ writer made (viewer_fixture). */
export const pages = process.env.DIABAN_PAGES ?? '';
if (!existsSync(join(pages, 'review.html'))) throw new Error('DIABAN_PAGES must name the folder of viewer_fixture');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** A browser with a fresh profile of its own; `flags` are added, `more` are playwright's options. */
export async function openBrowser(flags = [], viewport = { width: 1366, height: 768 }, more = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'diaban-viewer-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.DIABAN_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport,
    ...more,
    args: [...FLAGS, '--disable-component-update', '--disable-sync', ...flags],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Opens a page from disk and waits for its first picture. `trouble` collects console errors, exceptions and every request
 * but the file itself; what earlier pages remembered is forgotten unless `remembers`; `assertQuiet` fails when there are any.
 */
export async function openPage(browser, file, hash = '', { remembers = false } = {}) {
  const page = await browser.context.newPage();
  if (!remembers) await page.addInitScript(() => localStorage.clear());
  const url = pathToFileURL(file.startsWith('/') ? file : join(pages, file)).href;
  const trouble = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('dialog', async (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    const target = request.url();
    if (target.split('#')[0] !== url && !/^(data|blob):/.test(target)) trouble.push(`request: ${target}`);
  });
  await page.goto(url + hash);
  await page.waitForSelector('html[data-ready]', { timeout: 30_000 });
  return { page, trouble, assertQuiet: () => assert.deepEqual(trouble, []) };
}

/** Pixels of exactly that colour on the map. */
export async function colourCount(page, rgb) {
  return page.evaluate((wanted) => {
    let found = 0;
    for (const canvas of document.querySelectorAll('.canvas canvas')) {
      // Through a copy, so that reading does not change how the map itself is drawn.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) {
        if (((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]) === wanted && data[i + 3] === 255) found++;
      }
    }
    return found;
  }, rgb);
}

/** The text of the file that an action hands to the reader. */
export async function watchDownload(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFileSync(await download.path(), 'utf8');
}
