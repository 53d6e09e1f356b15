/** The reading of JSON: strings, escapes, names, comments, and what is no valid JSON. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isJson, readJson } from '../../../../../src/engine/links/data/json.ts';
import { runs } from '../../../support/properties.ts';
import { foundIn } from '../documents.ts';

const A = 'https://a.example/x';
const B = 'https://b.example/y';

const linksIn = (text: string) =>
  foundIn(readJson, text).links.map(({ value, role, label }) => [value, role, label]);
const valuesIn = (text: string) => foundIn(readJson, text).links.map(({ value }) => value);
const problemOf = (text: string) => foundIn(readJson, text).problem;

describe('a string', () => {
  const strings: [name: string, written: string, values: string[]][] = [
    ['that is a URL', A, [A]],
    ['that is a URL with a mark at its end', `${A}.`, [`${A}.`]],
    ['that is a URL between blanks', `  ${A} `, [A]],
    ['with escaped slashes', 'https:\\/\\/a.example\\/x', [A]],
    ['with escaped letters', '\\u0068ttps\\u003A//a.example/\\u0078', [A]],
    ['with an escaped ampersand', `${A}?a\\u0026b`, [`${A}?a&b`]],
    ['with escaped quotes', `${A}?\\"a\\"`, [`${A}?"a"`]],
    ['that is a sentence', `See \\"${A}\\", or\\n${B}.`, [A, B]],
    ['that is a sentence with escapes', 'See (https:\\/\\/a.example\\/x).', [A]],
    ['with an escape that there is not', `\\x ${A} \\u12`, [A]],
    ['without a URL', 'a.example/x', []],
    ['that is empty', '', []],
  ];
  for (const [name, written, values] of strings) {
    it(`${name} has ${values.length} links`, () => {
      assert.deepEqual(valuesIn(`["${written}"]`), values);
      assert.deepEqual(valuesIn(`{"a":"${written}"}`), values);
    });
  }

  it('has the range of its URL as it is written, within the quotes', () => {
    const text = '{"a": "x \\u00e9 https:\\/\\/a.example\\/\\u00e9 \\n"}';
    const [link] = foundIn(readJson, text).links;
    assert.equal(text.slice(link?.start, link?.end), 'https:\\/\\/a.example\\/\\u00e9');
    assert.equal(link?.value, 'https://a.example/é');
  });
});

describe('the label of a link', () => {
  const texts: [name: string, text: string, label: string | undefined][] = [
    ['its property', `{"b":1,"a":"${A}"}`, 'a'],
    ['the property of its array', `{"a":[1,["x","${A}"]]}`, 'a'],
    ['the property of the array behind an object', `{"a":[{"b":1},"${A}"]}`, 'a'],
    ['the innermost property', `{"a":[{"b":{"c":"${A}"}}]}`, 'c'],
    ['the property around a name', `{"a":{"b":1,"${A}":2}}`, 'a'],
    ['decoded', `{"\\u0061 \\n b":"${A}"}`, 'a b'],
    ['none outside of properties', `["${A}"]`, undefined],
    ['none for a name of the whole object', `{"${A}":1}`, undefined],
    ['none behind an object', `{"a":1}\n"${A}"`, undefined],
    ['none for an empty name', `{"":"${A}"}`, undefined],
    ['its property behind a comment', `{"a" /* b */ : // c\n "${A}"}`, 'a'],
  ];
  for (const [name, text, label] of texts) {
    it(`is ${name}`, () => {
      assert.deepEqual(linksIn(text), [[A, 'link', label]]);
      assert.equal(problemOf(text), undefined);
    });
  }
});

describe('a comment', () => {
  it('is code', () => {
    const text = `// ${A}.\n{ /* "${B}" */ "a" /* ${A} */: "${B}", // ${A}\n}\n/* ${B} */`;
    assert.deepEqual(linksIn(text), [
      [A, 'code', undefined],
      [B, 'code', undefined],
      [A, 'code', undefined],
      [B, 'link', 'a'],
      [A, 'code', undefined],
      [B, 'code', undefined],
    ]);
    assert.equal(problemOf(text), undefined);
  });

  it('is none within a string', () => {
    assert.deepEqual(linksIn(`["// ${A}", "/* ${B} */"]`), [
      [A, 'link', undefined],
      [B, 'link', undefined],
    ]);
  });
});

describe('what is no JSON', () => {
  const wrong = (line: number) => `Line ${line} is no valid JSON; its strings were read all the same`;

  const texts: [name: string, text: string, line: number, values: string[]][] = [
    ['a comma too many', `{"a":"${A}",,\n"b":"${B}"}`, 1, [A, B]],
    ['a missing comma', `{"a":"${A}"\n"b":"${B}"}`, 2, [A, B]],
    ['a missing quote', `{"a":"${A},\n"b":"${B}"}`, 1, [A, B]],
    ['a string that goes on', `{\r\n"a":"x\r\n${A}", "${B}"}`, 2, [A, B]],
    ['single quotes', `{\n'a':'${A}', 'b': '${B}'}`, 2, [A, B]],
    ['names without quotes', `{a:"${A}",b:"${B}"}`, 1, [A, B]],
    ['no names', `{"${A}"}`, 1, [A]],
    ['two values for a name', `{"a":"b":"${A}"}`, 1, [A]],
    ['the wrong bracket', `["${A}"}\n["${B}"]`, 1, [A, B]],
    ['a bracket too many', `["${A}"]\n]`, 2, [A]],
    ['no end', `["${A}",\n"${B}"`, 2, [A, B]],
    ['an open comment', `["${A}"] /*\n${B}`, 1, [A, B]],
    ['two values in a line', `["${A}"] ["${B}"]`, 1, [A, B]],
    ['another language', `let a = "${A}"; // ${B}`, 1, [A, B]],
    ['a wrong escape', `["\\x",\n"${A}"]`, 1, [A]],
    ['a wrong number', `[01, "${A}"]`, 1, [A]],
    ['NUL', `\0["${A}"]`, 1, [A]],
  ];
  for (const [name, text, line, values] of texts) {
    it(`is named with its line, and loses nothing: ${name}`, () => {
      assert.deepEqual(valuesIn(text), values);
      assert.equal(problemOf(text), wrong(line));
    });
  }

  it('is neither comments and last commas, nor lines, nor a byte order mark, nor nothing', () => {
    for (const text of [
      '{"a":[1,2,],/**/"b":{"c":null,},}',
      '{"a":1}\n{"b":[]}\r\n\n"c"\n-1.5e3\ntrue',
      '\ufeff{}',
      '',
      ' \n',
      '// nothing',
      '[{\n}, [\n], "a", 0]',
    ]) {
      assert.equal(problemOf(text), undefined, text);
    }
  });

  it('agrees with JSON.parse for what has neither comments nor lines nor last commas', () => {
    const tokens = ['{', '}', '[', ']', ',', ':', '"a"', '"a":', '1', 'null', 'x', '-', ' '];
    let valid = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 7 }), parts => {
        const text = parts.join('');
        if (/,\s*[\]}]|^\s*$/.test(text)) return;
        const isValid = isParsed(text);
        if (isValid) valid++;
        assert.equal(problemOf(text) === undefined, isValid, text);
      }),
      runs(3000),
    );
    assert.ok(valid > 100);
  });
});

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a whole text', () => {
  it('is JSON if it is an object or an array', () => {
    for (const text of ['{}', '[]', ' \r\n\t{"a":[1]}\n', '\ufeff[1]', '['.repeat(1e5) + ']'.repeat(1e5)])
      assert.ok(isJson(text), text.slice(0, 20));
  });

  it('is none if it is another value, has comments, or is not whole', () => {
    for (const text of [
      '',
      '1',
      '"a"',
      'null',
      '{',
      '[1,]',
      '[1] // a',
      '{}{}',
      `see [${A}]`,
      '[a](b)',
      '[x] y',
    ])
      assert.ok(!isJson(text), text);
    assert.ok(!isJson('['.repeat(1e6)));
  });
});

/** A string as it is written: each character plain or escaped. */
const written = fc
  .array(
    fc.tuple(
      fc.constantFrom(A, B, 'http://', ' ', '.', '"', '\\', '/', 'é', '😀', '\ud83d', '\n', ',', 'a'),
      fc.nat(2),
    ),
    { maxLength: 8 },
  )
  .map(parts =>
    parts
      .map(([part, how]) =>
        part
          .split('')
          .map(unit => {
            if (how === 1) return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
            if (how === 2 && unit === '/') return '\\/';
            return JSON.stringify(unit).startsWith('"\\u') ? unit : JSON.stringify(unit).slice(1, -1);
          })
          .join(''),
      )
      .join(''),
  );

it('each range, decoded by JSON.parse, is the value of its link', () => {
  let links = 0;
  fc.assert(
    fc.property(fc.array(written, { maxLength: 6 }), strings => {
      const text = `{"a":[${strings.map(string => `"${string}"`).join(', ')}]}`;
      for (const { start, end, value, label } of foundIn(readJson, text).links) {
        links++;
        assert.equal(JSON.parse(`"${text.slice(start, end)}"`), value);
        assert.equal(label, 'a');
      }
      const values = valuesIn(text);
      for (const string of JSON.parse(text).a as string[]) {
        if (/^https?:\/\/\S+$/.test(string.trim())) assert.ok(values.includes(string.trim()), string);
      }
      assert.equal(problemOf(text), undefined);
    }),
    runs(500),
  );
  assert.ok(links > 500);
});

it('whatever is written, no URL between blanks is lost', () => {
  const pieces = [
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '/',
    '*',
    "'",
    '\n',
    'a',
    '1',
    ' ',
    '\0',
    '\ud83d',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, '@', '@'), { maxLength: 60 }), parts => {
      let count = 0;
      const text = parts.map(part => (part === '@' ? ` http://a.example/${count++} ` : part)).join('');
      assert.deepEqual(
        valuesIn(text),
        Array.from({ length: count }, (_, index) => `http://a.example/${index}`),
      );
    }),
    runs(1000),
  );
});
