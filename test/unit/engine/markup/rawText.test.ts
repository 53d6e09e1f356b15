/** The end of scripts and of what stands for them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOfRawText } from '../../../../src/engine/markup/rawText.ts';

/** What a page has in an element and behind it; `|` stands at its end. */
const rows: Record<'script' | 'noscript', readonly string[]> = {
  script: [
    'x|</script>y',
    'x|</SCRIPT >y',
    'x|</script\n>y',
    'x|</script/>y',
    'x</scripts>y|</script>',
    '<script>x|</script>y',
    '<!-- x -->|</script>y',
    '<!-- x|</script>y',
    '<!-- <script>x</script>y|</script>',
    '<!-- <script\t>x</script>y -->|</script>',
    '<!-- <script>x -->y|</script>z</script>',
    '<!-- <script>a</script>b<script>c</script>d|</script>',
    '<!-- <scripts>x|</script>y',
    '<!--> <script>x|</script>y</script>',
    '<!---> <script>x|</script>y</script>',
    '--> <script>x|</script>y',
    'x</script|',
    'x|',
    '|',
  ],
  noscript: [
    'a<noscript>b|</noscript>c</noscript>',
    'a<!-- |</noscript> -->b',
    'a</noscripts>b|</NoScript\f>',
    'a</script>b|</noscript/x>',
    'a</noscript|',
  ],
};

describe('an element without markup', () => {
  for (const name of ['script', 'noscript'] as const) {
    for (const row of rows[name]) {
      it(`of the kind ${name} ends at the bar in ${JSON.stringify(row)}`, () => {
        const start = `</${name}><!-- <script><${name}>`;
        const end = endOfRawText(start + row.replace('|', ''), name, start.length);
        assert.equal(end, start.length + row.indexOf('|'));
      });
    }
  }
});
