import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pages } from './browser.mjs';

const schema = JSON.parse(readFileSync(new URL('../../schema/review-bundle.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

function bundleOf(file) {
  const html = readFileSync(join(pages, file), 'utf8');
  return JSON.parse(/<script type="application\/json" id="diaban-data">([^<]*)<\/script>/.exec(html)[1]);
}

for (const file of ['review.html', 'full.html', 'bare.html']) {
  test(`what the writer put into ${file} follows the schema`, () => {
    validate(bundleOf(file));
    assert.deepEqual(validate.errors, null);
  });
}

test('the schema notices a bundle that is wrong', () => {
  const bundle = bundleOf('review.html');
  delete bundle.header.windows.current.to;
  bundle.layers[0].topology.quantum_m = 0;
  assert.equal(validate(bundle), false);
  assert.deepEqual(validate.errors.map((error) => error.instancePath).sort(), [
    '/header/windows/current',
    '/layers/0/topology/quantum_m',
  ]);
});
