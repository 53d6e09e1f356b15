/** Scans as Markdown. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
  markdownCell,
  markdownCode,
  markdownText,
  writeMarkdown,
} from '../../../../src/engine/export/markdown.ts';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { safeText } from '../../../../src/engine/wording/safeText.ts';
import { anyText, hostileScan, oneOfEach, written } from '../../support/export/exporting.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

describe('Markdown', () => {
  const html = new MarkdownIt({ html: true, linkify: true }).render(written('markdown', scan));

  it('is a table with a row for each line, and the matched lines below it', () => {
    assert.equal(html.match(/<tr>/g)?.length, records.length + 1);
    for (const { line, url } of records)
      assert.match(html, new RegExp(`<td[^>]*>${line}</td>\\s*<td><code>${url}</code>`));
    assert.match(html, /<h1>Scan of lists\/\u2060?urls\.txt for “Python”<\/h1>/);
    assert.match(html, /<code>http:\/\/example\.com\/8<\/code> → <code>https:\/\/example\.org\/new<\/code>/);
    assert.match(html, /The host name x does not exist · DNS_NOT_FOUND/);
    assert.equal(html.match(/<li>7: Python, python<\/li>/g)?.length, 3);
  });
});

const hostile = hostileScan(PAYLOADS);

describe('Markdown of whatever pages say', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });
  // Like VS Code's preview: a bare name such as `1.Ba` is no link. GitHub does the same, except for `www.`.
  const preview = new MarkdownIt({ html: true, linkify: true, typographer: false });
  preview.linkify.set({ fuzzyLink: false });
  const PLAIN = new Set(['text', 'text_special', 'code_inline']);
  const read = (text: string) => text.replaceAll('\u2060', '').trim();

  /** The visible text of a line. Fails if the line contains anything but text and code. */
  function shown(source: string, renderer = preview): string {
    const tokens = renderer.parse(source, {});
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
        assert.doesNotMatch(markdownText(text), /www\./i);
        assert.equal(read(shown(markdownText(text))), read(safeText(text)));
        assert.equal(read(shown(`x ${markdownText(text)}`)), read(`x ${safeText(text).trim()}`));
        assert.equal(shown(`x ${markdownCode(text)}`).trim(), `x ${safeText(text).trim()}`.trim());
      }),
      runs(2_000),
    );
    for (const payload of PAYLOADS)
      assert.equal(read(shown(markdownText(payload), markdown)), read(safeText(payload)));
  });

  it('keeps to its cell of a table', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const source = `| a | b | c |\n| --- | --- | --- |\n| ${markdownText(first)} | ${markdownCell(second)} | end |\n`;
        const tokens = preview.parse(source, {});
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
