import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';

/** The packages whose code ends up in the page; their licences go with it. */
const SHIPPED = ['ol', 'rbush', 'quickselect'];

function licences(): string {
  const texts = SHIPPED.map((name) => {
    const folder = fileURLToPath(new URL(`./node_modules/${name}/`, import.meta.url));
    const file = ['LICENSE.md', 'LICENSE', 'license'].map((f) => folder + f).find((f) => existsSync(f));
    if (file === undefined) throw new Error(`no licence text for ${name}`);
    return `${name}\n\n${readFileSync(file, 'utf8').trim()}`;
  });
  // Two hyphens would end the comment early.
  return `<!--\nThis page contains the following libraries.\n\n${texts.join('\n\n').replaceAll('--', '- -')}\n-->`;
}

const digest = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * The page forbids turning strings into markup (require-trusted-types-for 'script'). OpenLayers does so in two places: a
 * constant letter that measures text, and the controls it makes by default, which this page does not use.
 */
function withoutMarkup(): Plugin {
  return {
    name: 'without-markup',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/ol/render/canvas.js')) {
        const plain = code.replace(`measureElement.innerHTML = 'M'`, `measureElement.textContent = 'M'`);
        if (plain === code) throw new Error('ol/render/canvas.js has changed: look for innerHTML in it again');
        return plain;
      }
      if (id.endsWith('/ol/control/defaults.js')) return `export const defaults = () => [];`;
      return undefined;
    },
  };
}

/** Adds the policy that lets exactly this page's own script and style run, and nothing from anywhere else. */
function sealPage(): Plugin {
  return {
    name: 'seal-page',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== 'asset' || !asset.fileName.endsWith('.html')) continue;
          let html = String(asset.source);
          if (html.includes('innerHTML')) throw new Error('the page must not turn strings into markup');
          const scripts = [...html.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1] ?? '');
          const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((m) => m[1] ?? '');
          const policy = [
            `default-src 'none'`,
            `script-src ${scripts.map(digest).join(' ')}`,
            `style-src ${styles.map(digest).join(' ')}`,
            `img-src data: blob:`,
            `base-uri 'none'`,
            `form-action 'none'`,
            `require-trusted-types-for 'script'`,
          ].join('; ');
          html = html.replace(
            '<!--policy-->',
            () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
          );
          html = html.replace('<!--licences-->', () => licences());
          asset.source = html;
          const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
          const [size, zipped] = [Buffer.byteLength(html), gzipSync(html, { level: 9 }).length];
          console.log(`viewer page ${kilobytes(size)}, gzip ${kilobytes(zipped)}`);
          if (size > 500_000 || zipped > 150_000)
            throw new Error('the page without data must stay below 500 kB, and below 150 kB zipped');
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [withoutMarkup(), viteSingleFile({ removeViteModuleLoader: true }), sealPage()],
  build: {
    target: ['chrome109', 'firefox115'],
    modulePreload: { polyfill: false },
    outDir: 'dist',
    reportCompressedSize: false,
  },
  logLevel: 'warn',
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
