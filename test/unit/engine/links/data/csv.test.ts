/** The reading of tables: fields and their ranges, the URLs in them, headers, and quotes that break the rules. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv } from '../../../../../src/engine/links/data/csv.ts';
import { CsvFields } from '../../../../../src/engine/links/data/csvFields.ts';
import { runs } from '../../../support/properties.ts';
import { foundIn } from '../documents.ts';

const A = 'https://a.example/x';
const B = 'https://b.example/y';

const valuesIn = (text: string) => foundIn(readCsv, text).links.map(({ value }) => value);
const labelsIn = (text: string) => foundIn(readCsv, text).links.map(({ label }) => label);

describe('a field', () => {
  const fields: [name: string, field: string, values: string[]][] = [
    ['is a URL', A, [A]],
    ['is a URL between blanks', `  ${A} `, [A]],
    ['is a URL in quotes', `"${A}"`, [A]],
    ['is a URL with a delimiter in it', `"${A},1;2|3"`, [`${A},1;2|3`]],
    ['is a URL that ends with a mark', `${A}.`, [`${A}.`]],
    ['is a URL with doubled quotes', `"${A}?q=""1"""`, [`${A}?q="1"`]],
    ['is two URLs with a semicolon between', `${A};${B}`, [A, B]],
    ['is two URLs with a comma between', `"${A},${B}"`, [A, B]],
    ['is two URLs with a bar between', `${A}|${B}`, [A, B]],
    ['is two URLs with white space between', `"${A} ${B}\n${A}"`, [A, B, A]],
    ['is a list that ends with its delimiter', `"${A}; ${B};"`, [A, B]],
    ['is a list with a note', `"${A} (old), ${B}"`, [A, B]],
    ['has a URL in a sentence', `"Say ""hello"" to ${A}, please."`, [A]],
    ['has a formula', `"=HYPERLINK(""${A}"",""x"")"`, [A]],
    ['is a URL in upper case', 'HTTPS://A.EXAMPLE/X', ['HTTPS://A.EXAMPLE/X']],
    ['is a host without scheme', 'a.example/x', []],
    ['is of another scheme', 'mailto:a@b.example', []],
    ['is empty', '', []],
  ];
  for (const [name, field, values] of fields) {
    it(`that ${name} has ${values.length} links`, () => {
      const text = `name,url,note\none,${field},two\n`;
      assert.deepEqual(valuesIn(text), values);
      assert.deepEqual(foundIn(readCsv, text).problem, undefined);
    });
  }

  it('has the range of its URL as it is written', () => {
    const text = `name,url\none,  "x"\ntwo,"  ${A}?q=""1"" "\n`;
    const [link] = foundIn(readCsv, text).links;
    assert.equal(text.slice(link?.start, link?.end), `${A}?q=""1""`);
    assert.equal(link?.value, `${A}?q="1"`);
  });
});

describe('the delimiter', () => {
  for (const [name, delimiter] of [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ] as const) {
    it(`is a ${name} where rows have equally many`, () => {
      const rows = [
        ['name', 'page', 'size'],
        ['one', A, '1'],
        ['two', B, '2'],
      ];
      for (const lineBreak of ['\n', '\r\n', '\r']) {
        const text = rows.map(row => row.join(delimiter)).join(lineBreak);
        assert.deepEqual(valuesIn(text), [A, B]);
        assert.deepEqual(labelsIn(text), ['page', 'page']);
      }
    });
  }

  it('is what Excel is told', () => {
    for (const line of ['sep=;\n', 'SEP=;\r\n', '\ufeffsep=;\n', '"sep=;"\n']) {
      const text = `${line}a,b;c\n1,2;${A}?x,y\n`;
      assert.deepEqual(valuesIn(text), [`${A}?x,y`]);
      assert.deepEqual(labelsIn(text), ['c']);
    }
    assert.deepEqual(labelsIn(`sep=^\na,b^c\n1^${A}`), ['c']);
    assert.deepEqual(valuesIn('sep=;'), []);
  });

  it('is no character of URLs, whatever Excel is told', () => {
    for (const character of 'a1:/.h') assert.deepEqual(valuesIn(`sep=${character}\n ${A} \n`), [A]);
  });
});

describe('the header', () => {
  const headers: [name: string, first: string, label: string | undefined][] = [
    ['with names', 'name,url', 'url'],
    ['behind a byte order mark', '\ufeff"name",url', 'url'],
    ['behind blank lines', '\n  \nname,url', 'url'],
    ['with a name of several words and lines', 'name," the ""web""\n address"', 'the "web" address'],
    ['with a URL', 'name,http://c.example/', undefined],
    ['with a URL before other fields', 'http://c.example/,name', undefined],
    ['with an empty field', ',url', undefined],
    ['with a number', '12.5,url', undefined],
    ['with a share', '"50%",url', undefined],
    ['without this column', 'name', undefined],
  ];
  for (const [name, first, label] of headers) {
    it(`${label ? 'names the links of a column' : 'is none'}: ${name}`, () => {
      assert.equal(labelsIn(`${first}\none,${A}\ntwo,${B}\nthree,${B}\n`).at(-1), label);
    });
  }
});

describe('a quote', () => {
  it('that is not closed is named, and what follows is read all the same', () => {
    const text = `name,url\none,${A}\ntwo,"${B}\nthree,"${A}?3"\nfour,"${A}?4,5"\n`;
    assert.deepEqual(valuesIn(text), [A, B, `${A}?3`, `${A}?4,5`]);
    assert.deepEqual(labelsIn(text), ['url', 'url', 'url', 'url']);
    assert.equal(foundIn(readCsv, text).problem, 'A quote is not closed; it begins in line 3');
  });

  it('that is not closed at the end is named with its line', () => {
    const text = `name,url\r\n"a\r\nb",${A}\r\n"see ${B}`;
    assert.deepEqual(valuesIn(text), [A, B]);
    assert.equal(foundIn(readCsv, text).problem, 'A quote is not closed; it begins in line 4');
  });

  it('that closes too early is named, and the fields of the line are read', () => {
    const text = `name,url\n"one" (old),${A}\ntwo,"${B}"\n`;
    assert.deepEqual(valuesIn(text), [A, B]);
    assert.equal(
      foundIn(readCsv, text).problem,
      'Line 2 has quotes that cannot be read; its fields were read without them',
    );
  });

  it('within a field without quotes is one of its characters', () => {
    const text = `size,url\n5" pipe,${A}?"a"\n`;
    assert.deepEqual(valuesIn(text), [`${A}?"a"`]);
    assert.equal(foundIn(readCsv, text).problem, undefined);
  });

  it('may have blanks behind it', () => {
    const text = `name,url\n"one, two" ,"${A},1"\t \n"three"  ,${B}`;
    assert.deepEqual(valuesIn(text), [`${A},1`, B]);
    assert.equal(foundIn(readCsv, text).problem, undefined);
  });
});

/** Without lone surrogates, which csv-parse does not keep. */
const content = fc
  .array(fc.constantFrom(A, B, 'a', ' ', '"', '""', ',', ';', '\n', '\r\n', '\r', 'é', '😀', '\0', '://'), {
    maxLength: 6,
  })
  .map(parts => parts.join(''));

/** A field as it is written. */
const written = fc.tuple(content, fc.boolean()).map(([value, isQuoted]) => {
  const needsQuotes = /[",;\r\n]/.test(value);
  return isQuoted || needsQuotes ? `"${value.replaceAll('"', '""')}"` : value;
});

const tables = fc.record({
  rows: fc.array(fc.array(written, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
});

it('fields are those of csv-parse', () => {
  fc.assert(
    fc.property(tables, fc.constantFrom(',', ';'), ({ rows, lineBreak }, delimiter) => {
      const text = `x${delimiter}y${lineBreak}${rows.map(row => row.join(delimiter)).join(lineBreak)}${lineBreak}`;
      const fields = new CsvFields(text, delimiter);
      const read: string[][] = [];
      for (const { start, end, isQuoted, column } of fields.from(0)) {
        if (column === 0) read.push([]);
        const raw = text.slice(start, end);
        read.at(-1)?.push(isQuoted ? raw.replaceAll('""', '"') : raw);
      }
      assert.deepEqual(
        read,
        parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true }),
      );
      assert.equal(fields.fault, undefined);
    }),
    runs(500),
  );
});

it('each range, decoded by csv-parse, is the value of its link', () => {
  let links = 0;
  fc.assert(
    fc.property(tables, ({ rows, lineBreak }) => {
      const text = `sep=,${lineBreak}x,y${lineBreak}${rows.map(row => row.join(',')).join(lineBreak)}`;
      for (const { start, end, value } of foundIn(readCsv, text).links) {
        links++;
        const range = text.slice(start, end);
        // Only what is in quotes is decoded, and else has no quotes.
        const decoded = range.includes('"') ? parse(`"${range}"`)[0]?.[0] : range;
        assert.equal(decoded, value);
      }
    }),
    runs(500),
  );
  assert.ok(links > 500);
});

it('whatever is written, no URL between blanks is lost, and only quotes and delimiters are outside of fields', () => {
  const pieces = ['"', '""', ',', ';', '\n', '\r\n', 'a', ' ', '\0', '\ud83d', 'sep=', '\ufeff'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...pieces, '@'), { maxLength: 60 }), parts => {
      let count = 0;
      const text = parts.map(part => (part === '@' ? ` http://a.example/${count++} ` : part)).join('');
      assert.deepEqual(
        valuesIn(text),
        Array.from({ length: count }, (_, index) => `http://a.example/${index}`),
      );
      let last = 0;
      for (const { start, end } of new CsvFields(text, ',').from(0)) {
        assert.match(text.slice(last, start), /^[",\r\n \t]*$/);
        last = end;
      }
      assert.match(text.slice(last), /^[",\r\n \t]*$/);
    }),
    runs(1000),
  );
});
