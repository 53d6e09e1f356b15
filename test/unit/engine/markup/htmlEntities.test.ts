/** XHTML knows the entities of HTML, and other XML does not. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readableText } from '../../../../src/engine/content/readableText.ts';
import { htmlReferences, knowsHtmlEntities } from '../../../../src/engine/markup/htmlEntities.ts';
import { STEP } from '../../../../src/engine/markup/steppedWalk.ts';
import { runs } from '../../support/properties.ts';

const STRICT =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">';
const page = (doctype: string, text: string) =>
  `${doctype}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>${text}</p></body></html>`;
const read = (source: string, markup: 'html' | 'xml' = 'xml') => readableText(source, markup).map.text.trim();

describe('XHTML with a doctype', () => {
  const doctypes = [
    STRICT,
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "">',
    "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'x'>",
    '<!DOCTYPE html\n  PUBLIC\t"-//W3C//DTD XHTML Basic 1.0//EN"\n "x">',
    '<?xml version="1.0"?><!-- a --><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN" "x">',
  ];
  for (const doctype of doctypes) {
    it(`knows the entities: ${doctype.slice(0, 70)}`, () => {
      assert.equal(read(page(doctype, 'caf&eacute; &NotEqualTilde; &AMP;&amp;')), 'café \u2242\u0338 &&');
    });
  }

  const rows: [text: string, read: string][] = [
    ['&eacute &eacutes; &nosuch; &Eacute;', '&eacute &eacutes; &nosuch; É'],
    ['&notit; &not; &;&x; &#233;&#xe9;', '&notit; ¬ &;&x; éé'],
    ['<![CDATA[&eacute;]]>', '&eacute;'],
    ['<b title="&eacute;">x</b><!--&eacute;-->', 'x'],
    ['<style>&eacute;</style>x', 'x'],
    ['&&eacute;&eacute;;', '&éé;'],
  ];
  for (const [text, expected] of rows) {
    it(`reads ${text} as ${expected}`, () => assert.equal(read(page(STRICT, text)), expected));
  }

  it('has an entity where it stands', () => {
    const source = page(STRICT, 'a caf&eacute; b&NotEqualTilde;c');
    const { map, places } = readableText(source, 'xml');
    const at = map.text.indexOf('café');
    assert.equal(source.slice(map.start(at), map.end(at + 4)), 'caf&eacute;');
    const sign = map.text.indexOf('\u2242');
    assert.equal(source.slice(map.start(sign), map.end(sign + 2)), '&NotEqualTilde;');
    assert.equal(places.at(source.indexOf('&eacute;')), 'text');
  });

  it('has a title with an entity', () => {
    const source = `${STRICT}<html><head><title>caf&eacute;</title></head></html>`;
    assert.equal(readableText(source, 'xml').places.at(source.indexOf('&')), 'title');
  });

  it('is read the same, wherever a step ends', () => {
    for (let back = 0; back < 40; back++) {
      const start = page(STRICT, '').indexOf('</p>');
      const filler = '.'.repeat(STEP - start - back);
      assert.equal(read(page(STRICT, `${filler}&CounterClockwiseContourIntegral;&eacute;`)), `${filler}∳é`);
    }
  });
});

describe('other pages', () => {
  const doctypes = [
    '',
    '<!DOCTYPE html>',
    '<!DOCTYPE html SYSTEM "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    '<!DOCTYPE html PUBLIC "-//w3c//dtd xhtml 1.0 strict//en" "x">',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "x">',
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "x">',
    '<!-- <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"> -->',
  ];
  for (const doctype of doctypes) {
    it(`do not know them: ${doctype || 'without a doctype'}`, () => {
      assert.equal(read(page(doctype, 'caf&eacute;&amp;')), 'caf&eacute;&');
    });
  }

  it('that are HTML know them by the rules of HTML', () => {
    assert.equal(read(page(STRICT, '&eacute &notit;'), 'html'), 'é ¬it;');
  });
});

describe('references', () => {
  it('are found in a time that is linear, whatever the text is', () => {
    for (const part of [
      '&',
      '&a',
      '&eacute;',
      '&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '&nosuch;',
      ';',
    ]) {
      const text = part.repeat(20_000);
      const count = [...htmlReferences(text)].length;
      assert.equal(count, part === '&eacute;' ? 20_000 : 0);
    }
  });

  it('are in the text, in their order', () => {
    const piece = fc.constantFrom(
      '&',
      'eacute',
      ';',
      '&amp;',
      '&eacute;',
      '&nosuch;',
      'a',
      '&NotEqualTilde;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end, codePoints } of htmlReferences(text)) {
          assert.ok(start >= last && codePoints.length > 0);
          assert.match(text.slice(start, end), /^&(?:amp|eacute|NotEqualTilde);$/);
          last = end;
        }
      }),
      runs(500),
    );
  });

  it('are known by the first identifier of a declaration', () => {
    assert.ok(knowsHtmlEntities(STRICT.slice(2, -1)));
    const names = [
      'XHTML 1.0 Frameset',
      'XHTML 1.1 plus MathML 2.0',
      'XHTML 1.1 plus MathML 2.0 plus SVG 1.1',
      'MathML 2.0',
    ];
    for (const name of names)
      assert.ok(knowsHtmlEntities(`DOCTYPE html PUBLIC "-//W3C//DTD ${name}//EN" "x"`), name);
    assert.ok(!knowsHtmlEntities('DOCTYPE html PUBLIC "a" "-//W3C//DTD XHTML 1.0 Strict//EN"'));
    for (const [before, name] of [
      ['DOCTYPE html PUBLIC', '-//W3C//DTD XHTML 1.0 Strict//EN//x'],
      ['DOCTYPE html PUBLIC', 'x-//W3C//DTD XHTML 1.0 Strict//EN'],
      ['DOCTYPE htmlPUBLIC', '-//W3C//DTD XHTML 1.0 Strict//EN'],
      ['DOCTYPEhtml PUBLIC', '-//W3C//DTD XHTML 1.0 Strict//EN'],
      ['xDOCTYPE html PUBLIC', '-//W3C//DTD XHTML 1.0 Strict//EN'],
    ]) {
      assert.ok(!knowsHtmlEntities(`${before} "${name}" "x"`), `${before} ${name}`);
    }
    assert.ok(!knowsHtmlEntities('ELEMENT html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"'));
    assert.ok(!knowsHtmlEntities(`DOCTYPE ${' '.repeat(50_000)}x`));
  });
});
