/** What pages, servers and lists say stays text in the exports that programs draw: spreadsheets, Markdown, browsers. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import { csvField, csvRecord, writeCsv } from '../../../../src/engine/export/csv.ts';
import { htmlText, writeHtml } from '../../../../src/engine/export/html.ts';
import {
  markdownCell,
  markdownCode,
  markdownText,
  writeMarkdown,
} from '../../../../src/engine/export/markdown.ts';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { safeText } from '../../../../src/engine/wording/safeText.ts';
import { anyText, hostileScan } from '../../support/exporting.ts';
import { onOneLine, PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';

const hostile = hostileScan(PAYLOADS);

describe('CSV', () => {
  /** What a spreadsheet takes for a formula, with the blanks and quotes in front that some of them drop. */
  const isFormula = (text: string) => /^(?:[\t\r\0]|[\s"]*'*[\s"']*[=+\-@＝＋－＠])/u.test(text);

  it('comes back from a parser as it was, but for the apostrophe in front of a formula', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), fields => {
        const [row = []] = parseCsv(csvRecord(fields), {
          bom: false,
          relax_column_count: true,
        }) as string[][];
        assert.deepEqual(
          row,
          fields.map(field => (isFormula(field) ? `'${field}` : field).toWellFormed()),
        );
      }),
      runs(2_000),
    );
  });

  it('holds no formula, wherever payloads stand', () => {
    const rows: string[][] = parseCsv([...writeCsv(hostile)].join(''));
    assert.equal(rows.length, hostile.lines.length + 1);
    for (const cell of rows.flat()) assert.ok(cell.startsWith("'") || !isFormula(cell), JSON.stringify(cell));
    for (const payload of [
      '=1',
      '+1',
      '-1',
      '@A1',
      '\t=1',
      '\r=1',
      '\0x',
      '  =1',
      '"=1',
      "'=1",
      '＝1',
      '＋1',
      '－1',
      '＠1',
    ]) {
      assert.equal(csvField(payload), `"'${payload.replaceAll('"', '""')}"`);
    }
    for (const text of ['', '1', 'a=b', 'http://a/?b=-1', '(-1)']) assert.equal(csvField(text), `"${text}"`);
  });
});

describe('Markdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });
  const PLAIN = new Set(['text', 'text_special', 'code_inline']);
  const read = (text: string) => text.replaceAll('\u2060', '').trim();

  /** What a line shows. Fails where it is anything but text and code. */
  function shown(source: string): string {
    const tokens = markdown.parse(source, {});
    if (!tokens.length) return '';
    assert.deepEqual(
      tokens.map(({ type }) => type),
      ['paragraph_open', 'inline', 'paragraph_close'],
      JSON.stringify(source),
    );
    const inline = tokens[1]?.children ?? [];
    for (const { type } of inline) assert.ok(PLAIN.has(type), `${type}: ${JSON.stringify(source)}`);
    return inline.map(({ content }) => content).join('');
  }

  it('shows prose and code as they are, and makes nothing of them', () => {
    fc.assert(
      fc.property(anyText, text => {
        assert.equal(read(shown(markdownText(text))), read(safeText(text)));
        assert.equal(read(shown(`x ${markdownText(text)}`)), read(`x ${safeText(text).trim()}`));
        assert.equal(shown(`x ${markdownCode(text)}`).trim(), `x ${read(safeText(text))}`.trim());
      }),
      runs(2_000),
    );
    for (const payload of PAYLOADS) assert.equal(read(shown(markdownText(payload))), read(safeText(payload)));
  });

  it('keeps to its cell of a table', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const source = `| a | b | c |\n| --- | --- | --- |\n| ${markdownText(first)} | ${markdownCell(second)} | end |\n`;
        const tokens = markdown.parse(source, {});
        const cells = tokens.flatMap((token, index) => (token.type === 'td_open' ? [tokens[index + 1]] : []));
        const texts = cells.map(cell =>
          (cell?.children ?? [])
            .map(({ type, content }) => {
              assert.ok(PLAIN.has(type), `${type}: ${source}`);
              return content;
            })
            .join(''),
        );
        assert.deepEqual(texts.map(read), [read(safeText(first)), read(safeText(second)), 'end'], source);
      }),
      runs(2_000),
    );
  });

  it('of a scan has no link, no image and no tag, and a row for each line, wherever payloads stand', () => {
    const tokens = markdown.parse([...writeMarkdown(hostile)].join(''), {});
    const inline = tokens.flatMap(({ children }) => children ?? []);
    for (const { type, content } of inline) assert.ok(PLAIN.has(type), `${type}: ${content.slice(0, 200)}`);
    const blocks = new Set(tokens.map(({ type }) => type.replace(/_(?:open|close)$/, '')));
    assert.deepEqual([...blocks].sort(), [
      'bullet_list',
      'heading',
      'inline',
      'list_item',
      'paragraph',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
    ]);
    assert.equal(tokens.filter(({ type }) => type === 'tr_open').length, hostile.lines.length + 1);
    assert.equal(tokens.filter(({ type }) => type === 'td_open').length, hostile.lines.length * 7);
  });

  it('can be read by people, too: nothing is escaped that need not be', () => {
    assert.equal(
      markdownText('The server answered 403 Forbidden: try "again", (or not).'),
      'The server answered 403 Forbidden: try "again", (or not).',
    );
    assert.equal(markdownText('1. - a'), '1\\. - a');
    assert.equal(markdownText('# a_b'), '\\# a\\_b');
    assert.equal(markdownCode('http://a/?b=`'), '`` http://a/?b=` ``');
    assert.equal(markdownCode(' '), '');
  });
});

describe('HTML', () => {
  type Node = DefaultTreeAdapterTypes.Node;

  function* elements(node: Node): Generator<DefaultTreeAdapterTypes.Element> {
    if ('tagName' in node) yield node;
    if ('childNodes' in node) for (const child of node.childNodes) yield* elements(child);
  }

  function text(node: Node): string {
    if ('value' in node) return node.value;
    return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
  }

  const attributesOf = ({ attrs }: DefaultTreeAdapterTypes.Element) =>
    Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

  const ALLOWED = new Set(
    (
      'html head meta title style body header p h1 span nav div ul li a strong main section h2 table caption thead tr th tbody ' +
      'td code details summary ol footer time'
    ).split(' '),
  );

  function parsed(source: string) {
    const errors: string[] = [];
    const document = parseHtml(source, { onParseError: ({ code }) => void errors.push(code) });
    assert.deepEqual(errors, []);
    return [...elements(document)];
  }

  it('has a policy that lets nothing load and nothing run, a language and a title', () => {
    const all = parsed([...writeHtml(hostile)].join(''));
    const policy = all.find(each => attributesOf(each)['http-equiv'] === 'Content-Security-Policy');
    assert.match(
      (policy && attributesOf(policy).content) ?? '',
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
    assert.equal(all.find(({ tagName }) => tagName === 'html')?.attrs[0]?.value, 'en');
    const title = all.find(({ tagName }) => tagName === 'title');
    assert.equal(title && text(title), 'Scan of lists/urls.txt for “Python”');
  });

  it('has no script, image, frame, style or handler of a page, and links to the list alone', () => {
    const all = parsed([...writeHtml(hostile)].join(''));
    const urls = new Set(hostile.lines.map(({ text }) => text));
    assert.equal(all.filter(({ tagName }) => tagName === 'style').length, 1);
    for (const element of all) {
      assert.ok(ALLOWED.has(element.tagName), element.tagName);
      for (const [name, value] of Object.entries(attributesOf(element))) {
        assert.doesNotMatch(name, /^on|^src|^srcset$|^action|^formaction|^background|^ping$/);
        if (name === 'style') assert.match(value, /^flex-grow:\d+$/);
        if (name !== 'href') continue;
        assert.equal(element.tagName, 'a');
        if (!/^#\w+$/.test(value)) assert.ok(urls.has(value) && /^https?:\/\//.test(value), value);
        else
          assert.ok(
            all.some(each => attributesOf(each).id === value.slice(1)),
            'the anchor is there',
          );
      }
    }
  });

  it('shows the text of each line as it is, in a table with headers', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), texts => {
        const scan = hostileScan(texts);
        const rows = parsed([...writeHtml(scan)].join('')).filter(
          each => each.tagName === 'th' && attributesOf(each).scope === 'row',
        );
        assert.equal(rows.length, scan.lines.length);
        const shown = rows.map(text);
        const asShown = (text: string) => text.replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd');
        for (const { url, message, matches } of scan.lines.map(recordOf)) {
          assert.ok(shown.some(each => each.includes(asShown(url)) && each.includes(asShown(message ?? ''))));
          for (const match of matches) assert.ok(shown.some(each => each.includes(asShown(match.text))));
        }
      }),
      runs(200),
    );
  });

  it('escapes text for elements and for attributes', () => {
    assert.equal(htmlText(`<a b="c" d='e'>&amp;`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
    for (const payload of PAYLOADS) assert.doesNotMatch(htmlText(onOneLine(payload)), /[<>"']/);
  });
});
