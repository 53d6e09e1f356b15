/** Scans as HTML. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import { htmlText, writeHtml } from '../../../../src/engine/export/html.ts';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { anyText, hostileScan } from '../../support/export/exporting.ts';
import { onOneLine, PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';

const hostile = hostileScan(PAYLOADS);

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
