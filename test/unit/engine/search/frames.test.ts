/** Pages that only show frames are recognized, and what they show. */

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { framesOnly, shownFrames } from '../../../../src/engine/search/frames.ts';
import { MOST_FRAMES } from '../../../../src/engine/search/frameWalk.ts';
import { oddMarkup, tag } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';

const BASE = new URL('http://a.example/dir/page?q');

const shown = (page: string, markup: 'html' | 'xml' = 'html') => runAtOnce(framesOnly(page, BASE, markup));

function urls(page: string, markup: 'html' | 'xml' = 'html'): string[] | undefined {
  return shown(page, markup)?.contents.map(each => ('url' in each ? each.url : `srcdoc:${each.srcdoc}`));
}

describe('the frames of a page', () => {
  const rows: [page: string, urls: string[] | undefined][] = [
    ['<iframe src=x>', ['http://a.example/dir/x']],
    ['<IFRAME SRC = "../x"></IFRAME>', ['http://a.example/x']],
    ['<iframe src=" //b.example/x#part ">', ['http://b.example/x']],
    ['<iframe src=x src=y>', ['http://a.example/dir/x']],
    ['<iframe SRC=x/>', ['http://a.example/dir/x/']],
    ['<frameset><frame src=a><frame src=b></frameset>', ['http://a.example/dir/a', 'http://a.example/dir/b']],
    ['<frame src=a /><frame src="a#2" />', ['http://a.example/dir/a']],
    ['<object data=o></object><object data=p>', ['http://a.example/dir/o', 'http://a.example/dir/p']],
    [
      '<object data=o><object data=p></object><iframe src=q></iframe></object><iframe src=r>',
      ['http://a.example/dir/o', 'http://a.example/dir/r'],
    ],
    ['<object><iframe src=q></iframe></object>', undefined],
    ['</object><iframe src=q></iframe>', ['http://a.example/dir/q']],
    ['<base href="https://c.example/"><base href=/no><iframe src=x>', ['https://c.example/x']],
    ['<base href="javascript:1"><iframe src=x>', ['http://a.example/dir/x']],
    ['<base target=x><base href=sub/><iframe src=x>', ['http://a.example/dir/sub/x']],
    ['<iframe src="?a=1&amp;b=2&#38;c">', ['http://a.example/dir/page?a=1&b=2&c']],
    ['<iframe src=x srcdoc="&lt;p>&quot;hi&quot;">', ['srcdoc:<p>"hi"']],
    ['<iframe srcdoc>', ['srcdoc:']],
    ['<frame srcdoc=text src=x>', ['http://a.example/dir/x']],
    ['<iframe src=http://me:word@b.example/>', ['http://b.example/']],
    ['<iframe src=page?q><iframe src=#top><iframe src="">', undefined],
    ['<iframe src=about:blank><iframe src=javascript:void>', undefined],
    ['<iframe hidden src=x><iframe width=1 height=1 src=y><iframe height=" 0px " src=z>', undefined],
    ['<iframe style="DISPLAY : none" src=x><iframe style="visibility:hidden" src=z>', undefined],
    ['<iframe width=10 height=100% style="border: none" src=x>', ['http://a.example/dir/x']],
    ['<noscript><iframe src=x></noscript><iframe src=y>', ['http://a.example/dir/y']],
    ['<noscript><noscript></noscript><iframe src=y>', ['http://a.example/dir/y']],
    ['<template><template></template><iframe src=x></template>', undefined],
    ['<iframe src=y><iframe src=x></iframe>', ['http://a.example/dir/y']],
    [
      '<noframes><iframe src=x></noframes><!-- <iframe src=x> --><textarea><iframe src=x></textarea>',
      undefined,
    ],
    [
      '<script><!--<script></script><iframe src=x></iframe>--></script><iframe src=y></iframe>',
      ['http://a.example/dir/y'],
    ],
    ['<![CDATA[><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><![CDATA[><iframe src=x></iframe>]]></svg><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><script></svg><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><style></svg><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><title/></svg><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><iframe src=x></iframe><template></svg><iframe src=y></iframe>', ['http://a.example/dir/y']],
    ['<svg><foreignObject><iframe src=y></iframe></foreignObject></svg>', ['http://a.example/dir/y']],
    [
      '<math><mtext><iframe src=y></iframe></mtext><object data=x></object></math>',
      ['http://a.example/dir/y'],
    ],
    ['<p>iframe</p><xiframe src=x><iframes src=x>', undefined],
    [
      '<title>A long title is nothing that a person reads on the page itself, is it?</title><iframe src=x>',
      ['http://a.example/dir/x'],
    ],
    [`<p>${'text '.repeat(12)}<p>${'text '.repeat(2)}</p><iframe src=x>`, undefined],
    [`<p>${'text '.repeat(12)}</p><iframe src=x>`, ['http://a.example/dir/x']],
  ];
  for (const [page, expected] of rows) {
    it(`of ${page.slice(0, 70)}`, () => assert.deepEqual(urls(page), expected));
  }

  it('of XHTML end with a slash', () => {
    const page = '<html><template/><iframe src="x"/><object data="o"/><iframe src="y"/></html>';
    assert.deepEqual(
      urls(page, 'xml'),
      ['x', 'o', 'y'].map(each => `http://a.example/dir/${each}`),
    );
  });

  it('are some of many', () => {
    const page = Array.from({ length: 9 }, (_, index) => `<iframe src=${index}></iframe>`).join('');
    const { contents, hasMore } = shown(page) ?? assert.fail();
    assert.deepEqual([contents.length, hasMore], [MOST_FRAMES, true]);
    assert.equal(shown('<iframe src=1></iframe>'.repeat(9))?.hasMore, false);
  });

  it('are found behind much that is not seen', () => {
    const long = `<!--${'x'.repeat(100_000)}-->`;
    const page = `${long}<noscript><iframe src=0></noscript>${long}<iframe src=1></iframe>${long}<base href=/x/>`;
    assert.deepEqual(urls(page), ['http://a.example/dir/1']);
  });

  it('are found wherever their references are cut into steps', () => {
    for (let before = 0; before < 12; before++) {
      const page = `<!--${'x'.repeat(32 * 1024 - 40 + before)}--><iframe src="a&#98;c&amp;d&#101;f"></iframe>`;
      assert.deepEqual(urls(page), ['http://a.example/dir/abc&def']);
    }
  });

  it('may be others than pages', () => {
    for (const page of [
      '<iframe data-src=x>',
      '<object data=x type=video/mp4>',
      '<iframe src="data:,x">',
      '<iframe src="http://[x">',
    ]) {
      assert.deepEqual(shown(page), { contents: [], hasMore: false, hasOthers: true }, page);
    }
    for (const type of ['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml', '', 'odd']) {
      assert.equal(shown(`<object data=x type="${type}">`)?.contents.length, 1, type);
    }
    assert.equal(shown('<object data=x type=application/x-shockwave-flash>')?.contents.length, 0);
  });
});

describe('a page', () => {
  const deadline = new Deadline(60_000);
  const pageOf = (body: string, charset = 'UTF-8') =>
    new PageText(Buffer.from(body, charset === 'UTF-8' ? 'utf8' : 'utf16le'), charset);
  const look = (body: string, type: string, charset?: string) =>
    shownFrames(pageOf(body, charset), mediaType(type), BASE, deadline);

  after(() => deadline.end());

  it('is looked at if it is HTML, whatever its label and encoding', async () => {
    for (const [type, charset] of [
      ['text/html', 'UTF-8'],
      ['text/html', 'UTF-16LE'],
      ['application/xhtml+xml', 'UTF-8'],
      ['', 'UTF-8'],
    ] as const) {
      assert.equal((await look('<html><iframe src="x"/></html>', type, charset))?.contents.length, 1, type);
    }
    for (const type of ['text/plain', 'application/xml', 'image/svg+xml', 'application/json']) {
      assert.equal(await look('<html><iframe src="x"/></html>', type), undefined, type);
    }
  });

  it('with text is not one, wherever its frame is', async () => {
    const text = '<p>More than enough text to read, and then even more of it, really.</p>';
    for (const page of [`${text}<iframe src=x>`, `<iframe src=x></iframe>${text}`]) {
      assert.equal(await look(page, 'text/html'), undefined);
    }
  });

  it('is not decoded if its bytes tell', async () => {
    const head = `<title>A</title><style>${'a{}'.repeat(10_000)}</style>`;
    const text = '<p>More than enough text to read, and then even more of it, really.</p>';
    for (const [body, type] of [
      [`${head}${text}<iframe src=x></iframe>`, 'text/html'],
      [`${head}<p>No text and no frame`, 'text/html'],
      [`${head}<iframe src=x></iframe>`, 'application/json'],
      [`${head}<iframe src=x></iframe>`, 'application/rss+xml'],
    ] as const) {
      const page = pageOf(body);
      Object.defineProperty(page, 'text', { get: () => assert.fail(type) });
      assert.equal(await shownFrames(page, mediaType(type), BASE, deadline), undefined);
    }
    assert.equal((await look(`${head}<iframe src=x></iframe>`, 'text/html'))?.contents.length, 1);
  });

  it('is work for its deadline', async () => {
    let isWorking = false;
    const told = new Deadline(
      60_000,
      () => {},
      now => {
        isWorking = now;
      },
    );
    const page = pageOf('<iframe src=x></iframe>');
    const { text } = page;
    let reads = 0;
    Object.defineProperty(page, 'text', {
      get() {
        assert.ok(isWorking);
        reads++;
        return text;
      },
    });
    assert.ok(await shownFrames(page, mediaType('text/html'), BASE, told));
    assert.ok(reads > 0 && !isWorking);
    told.end();
  });

  it('made of anything is read without a fault, in pieces as well', async () => {
    const piece = fc.oneof(
      tag,
      oddMarkup,
      fc.constantFrom('<iframe src=/x ', '<object data="o" ', 'style="', '&amp;', '\0'),
    );
    await fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const page = pieces.join('');
        const found = urls(page);
        assert.ok(!found || found.length <= MOST_FRAMES);
        for (const each of found ?? []) assert.match(each, /^(?:https?:|srcdoc:)/);
      }),
      runs(300),
    );
  });

  it('with many frames takes few parsers of URLs, and never a long base', () => {
    const { parse } = URL;
    const read = (page: string) => {
      let work = 0;
      URL.parse = (url, base) => {
        work += String(url).length + String(base ?? '').length;
        return parse(url, base);
      };
      try {
        return { found: shown(page), work };
      } finally {
        URL.parse = parse;
      }
    };
    const base = (length: number) => `<base href="http://b.example/${'a'.repeat(length)}/">`;
    for (const frames of [
      '<iframe src=a></iframe>'.repeat(2_000),
      '<iframe src=#></iframe>'.repeat(2_000),
      '<frame src="http://[">'.repeat(2_000),
      '<object data=a#></object><object data=b></object>'.repeat(1_000),
      Array.from({ length: 2_000 }, (_, index) => `<iframe src=${index}></iframe>`).join(''),
    ]) {
      for (const start of ['', base(1_000), base(100_000)]) {
        const [one, eight] = [1, 8].map(times => read(start + frames.repeat(times)).work);
        assert.equal(one, eight, `${start.slice(0, 40)} ${frames.slice(0, 40)}`);
        assert.ok((one ?? 0) < 150_000, `${one}`);
      }
    }
    assert.deepEqual(read(`${base(100_000)}<iframe src=x><iframe src=http://c.example/>`).found, {
      contents: [],
      hasMore: false,
      hasOthers: true,
    });
    assert.deepEqual(read(`${base(100_000)}<iframe src=http://c.example/></iframe>`).found?.contents, [
      { url: 'http://c.example/' },
    ]);
  });

  it('takes as many steps as it is long', () => {
    const pieces = [
      '<iframe src=x></iframe>',
      '<iframe srcdoc="<iframe a=b>" ',
      '<object data=o>',
      '<base href=/x/>',
      '<iframe style=" ',
      '<noscript>',
      '<noscript></noscript>',
    ];
    for (const piece of pieces) {
      const [one, eight] = [1, 8].map(times => {
        const work = framesOnly(piece.repeat(4_000 * times), BASE, 'html');
        let steps = 1;
        while (!work.next().done) steps++;
        return steps;
      });
      assert.ok(
        one !== undefined && eight !== undefined && eight <= 8 * one + 8,
        `${piece}: ${one} and ${eight}`,
      );
    }
  });
});
