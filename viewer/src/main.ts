import { BundleError, parseBundle, SCHEMA_FAMILY, SCHEMA_VERSION } from './bundle/schema';
import { say } from './language/words';
import { html } from './page/element';
import { Page } from './page/page';
import { decodeReview } from './page/review';

/** In both languages: where the data cannot be read, its language cannot be known either. */
function refuse(root: HTMLElement, error: BundleError): void {
  const values = { detail: error.detail, known: `${SCHEMA_FAMILY}/${SCHEMA_VERSION}` };
  root.replaceChildren(
    html(
      'div',
      { class: 'refused', role: 'alert' },
      ...(['vi', 'en'] as const).map((language) =>
        html(
          'section',
          { lang: language },
          html('h1', {}, say('refuse.title', language)),
          html('p', {}, say(error.key, language, values)),
        ),
      ),
    ),
  );
  document.documentElement.dataset['ready'] = 'refused';
}

async function start(): Promise<void> {
  const root = document.getElementById('page');
  if (root === null) return;
  try {
    const text = document.getElementById('diaban-data')?.textContent ?? 'null';
    const review = await decodeReview(parseBundle(text));
    // A link to a period or an area needs the figures by period at once; the overview has its picture first.
    const needsPeriods = /theme=rate|when=|area=|against=/.test(location.hash);
    if (needsPeriods) await review.periods?.load();
    performance.mark('data-read');
    const page = new Page(root, review);
    performance.mark('page-built');
    if (!needsPeriods && review.periods !== null) {
      await page.firstPicture;
      await review.periods.load();
      page.periodsArrived();
    }
  } catch (error) {
    refuse(root, error instanceof BundleError ? error : new BundleError('refuse.content', String(error)));
  }
}

void start();
