/** Pages whose text is built by their scripts. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { isBuiltByScripts } from '../../../../src/engine/content/builtByScripts.ts';

describe('a page', () => {
  const shells = [
    '<!doctype html><title>App</title><div id=root></div><script src=app.js></script>',
    '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script>1</script>',
    '<body><app-root></app-root><script src="main.js" type="module"></script></body>',
    `<style>${'x{} '.repeat(1_000)}</style><div id=app>Loading…</div><script>${'var x; '.repeat(1_000)}</script>`,
    `<p>${'word '.repeat(20)}</p><div id="__next">\n</div><script src=a></script>`,
  ];
  for (const page of shells) {
    it(`is built by its scripts: ${page.slice(0, 60)}…`, () => assert.ok(runAtOnce(isBuiltByScripts(page))));
  }

  const others = [
    '',
    '<p>Hello</p>',
    '<div id=root></div>',
    `<script src=a></script><p>${'word '.repeat(100)}</p><div id=root></div>`,
    `<p>${'word '.repeat(20)}</p><script src=a></script>`,
  ];
  for (const page of others) {
    it(`is not built by scripts: ${page.slice(0, 60)}`, () => assert.ok(!runAtOnce(isBuiltByScripts(page))));
  }
});
