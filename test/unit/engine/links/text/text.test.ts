/** The reading of texts without a reader of their own. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readText } from '../../../../../src/engine/links/text/text.ts';
import { foundIn } from '../documents.ts';

describe('a text', () => {
  it('has the links of each line, with their ranges in the whole', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = ['# http://a.example/1.', '', 'x = "http://a.example/2"', 'http://a.example/3'].join(
        lineBreak,
      );
      const starts = [text.indexOf('http'), text.indexOf('http', 10), text.lastIndexOf('http')];
      assert.deepEqual(foundIn(readText, text), {
        links: starts.map((start, index) => ({
          start,
          end: start + 'http://a.example/1'.length,
          value: `http://a.example/${index + 1}`,
          role: 'link',
        })),
      });
    }
  });

  it('has no URL across lines', () => {
    const text = 'http://a.example/\nb https:\n//c.example/';
    assert.deepEqual(
      foundIn(readText, text).links.map(({ value }) => value),
      ['http://a.example/'],
    );
  });

  it('of any length is read in steps', () => {
    const line = `${'some words '.repeat(8)}http://a.example/\n`;
    const text = line.repeat(5000);
    const reading = readText(text);
    let steps = 1;
    let step = reading.next();
    for (; !step.done; step = reading.next()) steps++;
    assert.equal(step.value.links.length, 5000);
    assert.ok(steps > text.length / 40_000, `${steps} steps`);
  });

  it('without URLs has no links', () => {
    for (const text of ['', '\ufeff', '\n\n', '\0', '\ud83d', 'no :// address'])
      assert.deepEqual(foundIn(readText, text), { links: [] });
  });
});
