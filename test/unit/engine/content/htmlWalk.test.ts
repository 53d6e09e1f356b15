/** The walk reads HTML as browsers do, and takes steps in proportion to the page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { Walk } from '../../../../src/engine/content/htmlWalk.ts';
import { readableText } from '../../../../src/engine/content/readableText.ts';
import { STEP } from '../../../../src/engine/markup/steppedWalk.ts';
import { oddMarkup, tag } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';

/** The markers of a page, such as `X7X`, that the walk takes for text. */
function walked(page: string, markup: 'html' | 'xml' = 'html'): string[] {
  return readableText(page, markup).map.text.match(/X\d+X/g) ?? [];
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'noembed', 'noframes']);

/** The markers of a page that parse5 takes for text. */
function parsed(page: string): string[] {
  const texts: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if (UNSEEN.has(node.nodeName)) return;
    if ('value' in node && node.nodeName === '#text') texts.push(node.value);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(page, { scriptingEnabled: true }));
  return texts.join(' ').match(/X\d+X/g) ?? [];
}

/** Replaces each X by a marker with its number. */
const numbered = (page: string) => {
  let number = 0;
  return page.replace(/X/g, () => `X${number++}X`);
};

describe('a page is read as browsers read it', () => {
  const pages = [
    // noscript
    '<noscript>X<noscript>X</noscript><p>X',
    '<noscript><p title="</noscript>X">X',
    '<noscript><!--</noscript>X<!--X-->X',
    '<noscript><script>"</noscript>X</script>X',
    '<noscript/>X</noscript>X',
    '<NoScript>X</NOSCRIPT >X',
    '<noscript>X</noscripts>X</noscript>X',
    '<noscript>X',
    '<noscript>X</noscript',
    '<head><noscript><style>X</noscript>X</head>X',
    '<template><noscript></template>X</noscript>X</template>X',
    '<svg><noscript>X<desc></noscript></svg>X',
    '<iframe>X<iframe>X</iframe>X',
    '<noembed>X<noembed>X</noembed>X',
    '<noframes>X<noframes>X</noframes>X',
    '<xmp><script>X</xmp>X',
    '<plaintext></plaintext><script>X',
    '<textarea><script>X</textarea>X',
    '<title><script>X</title>X',
    // CDATA
    '<![CDATA[X>X',
    '<![CDATA[X]]>X',
    '<p>X<![CDATA[X>X<b>X]]>X</b>X',
    '<p>X<![CDATA[X>X<![CDATA[X>X',
    '<p>X<![CDATA[X',
    '<p>X<![CDATA[X<![CDATA[X>X]]>X',
    '<p>X&amp<![CDATA[X>X',
    '<svg><text>X<![CDATA[X>X<b>X]]>X</text></svg><![CDATA[X>X]]>X',
    '<svg><title><![CDATA[X>X]]>X</title><![CDATA[X>X]]>X</svg>X',
    '<math><mi><![CDATA[X>X]]></mi><![CDATA[X>X]]></math>X',
    '<script><![CDATA[</script>X]]>X',
    '<textarea><![CDATA[X</textarea>X]]>X',
    '<title><![CDATA[X</title>X]]>X',
    '<a b="<![CDATA[">X</a>X',
    '<a b=<![CDATA[>X</a>X',
    '<!--<![CDATA[-->X]]>X',
    '<![cdata[X>X]]>X',
    '<svg><![cdata[X>X]]>X</svg>',
    // script
    '<script>X<!--X<script>X</script>X--></script>X',
    '<script><!--X</script>X',
    '<script><!-->X<script>X</script>X',
    '<script><!--->X<script>X</script>X',
    '<script><!--<script>X</script>X<script>X</script>X--></script>X',
    '<script>"<script>"</script>X',
    '<SCRIPT>X</SCRIPT>X',
    '<script><!--<SCRIPT>X</Script>X</scripT>X',
    '<script><!--<scripty>X</script>X',
    '<script><!--<script/>X</script>X</script>X',
    '<script>\x1c/script>X</script>X',
    '<script><!--<script>X</script>X',
    // SVG and MathML
    '<svg><script></svg>X',
    '<svg><style></svg>X',
    '<svg><style>X<p>X',
    '<svg><script/>X</svg>X',
    '<svg/><script>X</script>X',
    '<svg><title>X<script>X</script></title><text>X</svg>X',
    '<svg><foreignObject><style><b>X</b></style>X</foreignObject><style><x>X</x></style></svg>X',
    '<svg><desc><noscript><p>X</desc></noscript>X</desc></svg>X',
    '<math><mi><style><b>X</style>X</mi><style></math>X',
    '<math><style><mn>X</mn></style>X</math>X',
    '<svg><textarea><b>X</textarea>X',
    '<svg><iframe><g>X</g></iframe>X</svg>X',
    '<svg></p><script><b>X</script>X',
    '<template><svg></template>X<script><b></script>X',
    '<svg><svg></svg><style><g>X</g></style></svg>X<style><g></style>X',
    '<math><svg></math><style><g></style>X',
    '<div><svg><b><style><g></style>X',
    '<svg><g><noscript></g>X',
    '<math><title><noscript></title>X',
    '<svg><desc/><style><b>X</b></style></svg>X',
    '<svg><path><style></path>X</svg>X<style><b></style>X',
    // tags without an end
    'X</title',
    'X</p ',
    'X<p /',
    'X<X',
    'X<scriX',
    'X<script X',
    'X<textX',
    'X<',
    'X</X',
    '<<X',
    'X<<b',
    '<plaintext>X<script',
    '<textarea>X</textareaX',
    '<textarea>X<b',
    '<title>X&amp',
    'X&ampX<svg',
    '<svg></math><style><g>X</g></style>X</svg>X',
  ];
  for (const page of pages.map(numbered)) {
    it(JSON.stringify(page), () => assert.deepEqual(walked(page), parsed(page)));
  }

  it('whatever the page is made of', () => {
    const names = 'noscript script style iframe noembed noframes xmp textarea svg math p template';
    const name = fc.constantFrom(...names.split(' '));
    const piece = fc.oneof(
      { weight: 4, arbitrary: name.map(each => `<${each}>`) },
      { weight: 4, arbitrary: name.map(each => `</${each}>`) },
      { weight: 1, arbitrary: fc.constantFrom('<!--', '-->', '<svg/>', '<a title="', '">', '<g/>') },
      { weight: 4, arbitrary: fc.constant('X') },
    );
    let visible = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const page = numbered(pieces.join(''));
        assert.deepEqual(walked(page), parsed(page));
        visible += walked(page).length;
      }),
      runs(3000),
    );
    assert.ok(visible > 500, `${visible} markers were read`);
  });
});

describe('a declarative shadow root', () => {
  const root = (content: string, mode = 'open') => `<template shadowrootmode=${mode}>${content}</template>`;
  const rows: [page: string, read: string][] = [
    // It is read in the elements that can have one.
    [`<div>${root('X')}</div>X`, '01'],
    [`<my-card>${root('<h2>X</h2><slot></slot>')}X</my-card>`, '01'],
    [`<section><p>X</section><article>${root('X')}</article>`, '01'],
    [`<body>${root('X')}X`, '01'],
    [`<p>X</p>${root('X')}X`, '012'],
    [`X${root('X')}`, '01'],
    [`<li>X<span>${root('X')}</span>`, '01'],
    [`<DIV><TEMPLATE SHADOWROOTMODE=OPEN>X</TEMPLATE></DIV>`, '0'],
    [`<div>${root('X', 'closed')}</div>`, '0'],
    [`<div>${root('X', '"Open"')}</div>`, '0'],
    [`<div><template id=a shadowrootmode='closed' shadowrootdelegatesfocus>X</template></div>`, '0'],
    [`<div><template shadowrootmode=open />X</template></div>`, '0'],
    [`<div><template shadowrootmode=&#111;pen>X</template></div>`, '0'],
    // Other templates are not.
    [`<div><template>X</template></div>X`, '1'],
    [`<div>${root('X', '')}</div>X`, '1'],
    [`<div>${root('X', 'opened')}</div>X`, '1'],
    [`<div>${root('X', '"open "')}</div>X`, '1'],
    [`<div><template shadowroot=open>X</template></div>X`, '1'],
    [`<div><template shadowrootmode=none shadowrootmode=open>X</template></div>X`, '1'],
    [`<div><template data-x=shadowrootmode x=open>X</template></div>X`, '1'],
    [`${root('X')}<p>X`, '1'],
    [`<head>${root('X')}</head>X`, '1'],
    [`<title>a</title>${root('X')}<p>X`, '1'],
    [`<ul><li>${root('X')}</li></ul>X`, '1'],
    [`<button>${root('X')}</button>X`, '1'],
    [`<a href=x>${root('X')}</a>X`, '1'],
    [`<font-face>${root('X')}</font-face>X`, '1'],
    [`<svg><g>${root('X')}</g></svg>X`, '1'],
    // Only the first counts.
    [`<div>${root('X')}${root('X')}</div>X`, '02'],
    [`<div>${root('X', 'bad')}${root('X')}</div>X`, '12'],
    [`<div>${root('X')}</div><div>${root('X')}</div>X`, '012'],
    [`<div><br>${root('X')}<img>${root('X')}</div>`, '0'],
    // They may be nested.
    [`<div>${root(`X<div>${root('X')}X</div>`)}X</div>`, '0123'],
    [`<div>${root(`X<template>X</template>X`)}X</div>`, '023'],
    [`<div>${root(root('X'))}X</div>`, '1'],
    [`<template><div>${root('X')}</div>X</template>X`, '2'],
    [`<div>${root('<script>X</script><style>X</style><noscript>X</noscript>X')}</div>`, '3'],
    // The tags around them are not balanced.
    [`<div>${root('</div>X')}X${root('X')}</div>`, '01'],
    [`<div><b>X</div>${root('X')}`, '01'],
    [`<div>X</span></b>${root('X')}</div>`, '01'],
    [`<p>X<div>${root('X')}</div><p>${root('X')}`, '012'],
    [`<section><p>X<ul><li></ul>${root('X')}${root('X')}</section>`, '01'],
    [`<div><table><td></div>${root('X')}</table>${root('X')}</div>`, '1'],
    [`<div>${root('X').replace('</template>', '')}</div>X`, '01'],
    [`<my-card><div></my-card>${root('X')}${root('X')}`, '0'],
    [`</template><div>${root('X')}</template></div>X`, '01'],
  ];
  for (const [page, read] of rows) {
    it(`${page}: ${read || 'nothing'} is read`, () => {
      const found = walked(numbered(page)).map(marker => marker.replaceAll('X', ''));
      assert.equal(found.join(''), read);
    });
  }

  it('is not known in XML', () => {
    const page = `<html xmlns="http://www.w3.org/1999/xhtml"><body><div>${root('X', '"open"')}</div>X</body></html>`;
    assert.deepEqual(walked(numbered(page), 'xml'), ['X1X']);
  });

  it('is tracked in a time that is linear, however deep the elements are', () => {
    for (const part of [
      '<div>',
      '<i>',
      '</b>',
      '<my-x><template shadowrootmode=open>',
      '<p>',
      '</template>',
      '<td>',
    ]) {
      const page = `<b><div shadowrootmode>${'<i>'.repeat(200)}${part.repeat(50_000)}X1X`;
      assert.deepEqual(walked(page), ['X1X']);
    }
  });
});

const anyPage = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: tag },
      { weight: 2, arbitrary: oddMarkup },
      { weight: 2, arbitrary: fc.constantFrom('&notit;', '&amp', 'a', '\n', 'é', '\u{1f600}', '&#x41;') },
      { weight: 1, arbitrary: fc.constantFrom('<div>', '</div>', '<template shadowrootmode=open>') },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
    ),
    { maxLength: 12 },
  )
  .map(pieces => pieces.join(''));

describe('the steps of a walk', () => {
  /** Walks a page. */
  function walk(page: string): { steps: number; calls: number; covered: number } {
    const seen = { steps: 0, calls: 0, covered: 0 };
    let last = 0;
    const see = (start: number, end: number) => {
      seen.calls++;
      assert.ok(start >= last && end >= start && end <= page.length, `${start} to ${end} after ${last}`);
      seen.covered += end - start;
      last = end;
    };
    const reader = {
      onText: see,
      onReference(_: number, end: number) {
        seen.calls++;
        assert.ok(end >= last && end <= page.length);
        last = end;
      },
      onLine(offset: number) {
        seen.calls++;
        assert.ok(offset <= page.length);
      },
    };
    for (const _ of new Walk(page, 'html', reader).steps()) seen.steps++;
    return seen;
  }

  it('are bounded by the length of the page, whatever the page is', () => {
    fc.assert(
      fc.property(anyPage, fc.integer({ min: 1, max: 64 * 1024 }), (unit, length) => {
        const page = unit.repeat(Math.ceil(length / Math.max(1, unit.length))).slice(0, length);
        const { steps, calls, covered } = walk(page);
        assert.ok(steps <= length / (STEP - 50), `${steps} steps`);
        assert.ok(calls <= length + 1 && covered <= length, `${calls} calls`);
      }),
      runs(300),
    );
  });

  it('give the same text as one step', () => {
    fc.assert(
      fc.property(anyPage, anyPage, fc.integer({ min: 0, max: 20 }), (before, unit, back) => {
        // The end of the first step is somewhere in the unit.
        const page = `${before}<p>${'.'.repeat(STEP - before.length - 3 - back)}${unit}`;
        const whole: string[] = [];
        const short = `${before}<p>.${unit}`;
        for (const each of [page, short]) whole.push(readableText(each, 'html').map.text.replace(/\.+/g, ''));
        assert.equal(whole[0], whole[1]);
      }),
      runs(1000),
    );
  });
});
