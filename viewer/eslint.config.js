import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// Names from data are text, never markup: nothing in the page may turn a string into markup or code.
const markup = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'srcdoc',
  'write',
  'writeln',
  'createContextualFragment',
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'pages'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': ['error', ...markup.map((property) => ({ property, message: 'Data is text.' }))],
      'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'Worker', 'WebSocket', 'EventSource'],
    },
  },
  { files: ['tests/browser/*.mjs'], languageOptions: { globals: { ...nodeGlobals(), ...browserGlobals() } } },
);

function nodeGlobals() {
  return Object.fromEntries(['process', 'console', 'URL', 'setTimeout'].map((name) => [name, 'readonly']));
}

function browserGlobals() {
  return Object.fromEntries(
    ['document', 'window', 'location', 'getComputedStyle', 'localStorage', 'globalThis', 'OffscreenCanvas'].map(
      (name) => [name, 'readonly'],
    ),
  );
}
