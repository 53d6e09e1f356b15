/** The strings of a JSON page, decoded. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isJson, stringEscapes } from '../../../../src/engine/content/jsonText.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { replaced } from '../../../../src/engine/wording/replacement.ts';
import { runs } from '../../support/properties.ts';
import { pointedAt, search } from '../../support/scanning.ts';
import { workOf } from '../../support/work.ts';

const decoded = (text: string) => replaced(text, stringEscapes(text));

describe('the escapes in JSON', () => {
  const rows: [text: string, decoded: string][] = [
    ['"M\\u00fcnchen"', '"München"'],
    ['"M\\u00FCnchen"', '"München"'],
    [
      '{"St\\u00e4dte": ["M\\u00fcnchen", 1, true, null, -1.5e+3]}',
      '{"Städte": ["München", 1, true, null, -1.5e+3]}',
    ],
    ['"\\ud83d\\ude00"', '"😀"'],
    ['"\\ud83d"', '"\ud83d"'],
    ['"a\\"b\\\\c\\/d\\be\\ff\\ng\\rh\\ti"', '"a"b\\c/d\be\ff\ng\rh\ti"'],
    ['"\\\\u00fc"', '"\\u00fc"'],
    ['"\\u005cu00fc"', '"\\u00fc"'],
    ['{"a":"\\u00fc"}\n{"b":"\\u00e4"}', '{"a":"ü"}\n{"b":"ä"}'],
    // From here on, it is no JSON.
    ['{"a": "\\u00fc", "b": "\\u00e', '{"a": "ü", "b": "\\u00e'],
    ['{"a": "\\u00fc" /* "\\u00e4" */}', '{"a": "ü" /* "\\u00e4" */}'],
    ['{a: "\\u00fc", b: "\\u00fc"}', '{a: "\\u00fc", b: "\\u00fc"}'],
    ['{\'a\': "\\u00fc"}', '{\'a\': "\\u00fc"}'],
    ['<p title="\\u00fc">', '<p title="\\u00fc">'],
    ['{"a": "\\u00fc\\x", "b": "\\u00e4"}', '{"a": "ü\\x", "b": "\\u00e4"}'],
    ['["\n", "\\u00e4"]', '["\n", "\\u00e4"]'],
    ['\\u00fc', '\\u00fc'],
    ['["\\u00fc', '["ü'],
    ['["\\', '["\\'],
    ['', ''],
  ];
  for (const [text, wanted] of rows) {
    it(`are decoded: ${JSON.stringify(text)}`, () => assert.equal(decoded(text), wanted));
  }

  it('are those of any JSON', () => {
    const lines = fc.json({ maxDepth: 3 }).map(json => {
      const escaped = json.replace(
        /[^ -~]/g,
        each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      return [json, escaped] as const;
    });
    fc.assert(
      fc.property(lines, ([json, escaped]) => {
        assert.deepEqual(JSON.parse(escaped), JSON.parse(json));
        const strings: string[] = [];
        JSON.parse(escaped, function (this: unknown, key, value) {
          if (!Array.isArray(this)) strings.push(key);
          if (typeof value === 'string') strings.push(value);
          return value;
        });
        const text = decoded(escaped);
        for (const string of strings) assert.ok(text.includes(string), string);
      }),
      runs(500),
    );
  });

  it('are read in one pass, whatever the page is', () => {
    for (const part of [
      '"',
      '\\',
      '\\"',
      '"\\',
      '"\\u00fc',
      '"\\n",',
      '{"a":',
      '["\\u00fc"],',
      '"a" ',
      '\\u00fc',
    ]) {
      for (const start of ['', '"', '\\"', '["\\u00fc", "']) {
        const steps = (times: number) => workOf(() => decoded(start + part.repeat(times)));
        const [once, more] = [steps(2_000), steps(16_000)];
        assert.ok(more <= 9 * once + 1000, `${JSON.stringify(start + part)}: ${once} steps, then ${more}`);
      }
    }
  });

  it('are looked for in pages that are called JSON', () => {
    for (const type of [
      'application/json',
      'application/ld+json; charset=utf-8',
      'text/json',
      'application/problem+json',
    ])
      assert.ok(isJson(mediaType(type)), type);
    for (const type of ['text/html', 'application/javascript', 'application/json5', 'text/plain', ''])
      assert.ok(!isJson(mediaType(type)), type);
  });
});

describe('a search of JSON', () => {
  const page = '{"city": "M\\u00fcnchen",\n "other": "München", "path": "AC\\/DC\\nPython"}';
  const asked = (text: string, more: object = {}) => ({
    term: { text, ...more },
    type: 'application/ld+json',
  });

  it('finds the term in strings as they stand and as they are meant, each once, where it stands', async () => {
    const result = await search(page, asked('münchen'));
    assert.deepEqual([result.count, pointedAt(page, result)], [2, ['M\\u00fcnchen', 'München']]);
    assert.deepEqual(result.places, { title: 0, text: 2, markup: 0 });
    assert.deepEqual(pointedAt(page, await search(page, asked('AC/DC'))), ['AC\\/DC']);
    assert.deepEqual(pointedAt(page, await search(page, asked('\\u00FC'))), ['\\u00fc']);
    assert.equal((await search(page, asked('city": "münchen"'))).count, 1);
  });

  it('finds whole words and expressions in the decoded strings', async () => {
    assert.deepEqual(pointedAt(page, await search(page, asked('Python', { wholeWord: true }))), ['Python']);
    const expression = asked('m[ü]n\\w+', { regularExpression: true });
    assert.deepEqual(pointedAt(page, await search(page, expression)), ['M\\u00fcnchen', 'München']);
  });

  it('of the text finds only what is meant', async () => {
    const options = { searchIn: 'text' } as const;
    assert.equal((await search(page, { ...asked('münchen'), options })).count, 2);
    assert.equal((await search(page, { ...asked('u00fc'), options })).count, 0);
    assert.equal((await search('["Py\\u00adthon"]', { ...asked('python'), options })).count, 1);
  });

  it('looks at a page that is no JSON, and at any other page, as it stands', async () => {
    assert.equal((await search('{city: "M\\u00fcnchen"}', asked('münchen'))).count, 0);
    assert.equal((await search('{city: "M\\u00fcnchen"}', asked('u00fc'))).count, 1);
    for (const type of ['text/plain', 'text/javascript'])
      assert.equal((await search('"M\\u00fcnchen"', { ...asked('münchen'), type })).count, 0);
  });

  it('is not ruled out by the bytes of the page', async () => {
    const long = `{"filling": "${'x'.repeat(5_000)}", "a": "Pyth\\u006fn"}`;
    assert.equal((await search(long, asked('Python'))).count, 1);
    assert.equal((await search(long.replace('\\u006f', 'O'), asked('Pythoon'))).count, 0);
  });
});
