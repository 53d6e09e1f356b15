/** Pages that only show other pages in frames are searched through them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchedLines, type Outcome, placesOfMatches } from '../../../../src/engine/model/outcome.ts';
import type { Scan } from '../../../../src/engine/scan/scan.ts';
import type { Answer, Routes } from '../../../web/ordinary.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { ending, scanUrl, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const INNER: Answer = { body: '<title>In</title>\n<p>A Python</p>\n<p>python, python</p>' };
const NOTHING: Answer = { body: '<p>Nothing of the kind</p>' };
const iframe = (src: string): Answer => ({ body: `<body><iframe width=800 src="${src}"></iframe></body>` });

async function scanPage(page: Answer, more: Routes = {}, settings = {}) {
  await using site = await openSite({ '/': page, '/inner': INNER, '/nothing': NOTHING, ...more });
  const outcome = await scanUrl(site.url('/'), settings);
  return { outcome, paths: site.requests.map(({ path }) => path), site };
}

const frameUrls = (outcome: Outcome) => [...new Set(matchedLines(outcome).map(({ frame }) => frame?.url))];

describe('a page that only shows', () => {
  const pages: [name: string, page: string][] = [
    [
      'a frameset',
      '<frameset cols="*"><frame src=/inner><noframes>Get a browser that shows frames, please. Or else.</noframes></frameset>',
    ],
    ['an iframe', '<h1>Hi</h1><iframe src="/inner" width=100% height=100%></iframe>'],
    ['an object', '<object data=/inner type="text/html">Your browser is too old.</object>'],
    ['an object without a type', '<object data="inner"></object>'],
    ['an iframe relative to a base', '<base href="/a/b/"><iframe src="../../inner"></iframe>'],
    ['a lazy iframe', '<iframe loading=lazy src="/inner"></iframe>'],
    ['an iframe by a URL with references', '<iframe src="/inn&#101;r&#63;a&amp;b"></iframe>'],
    [
      'an iframe by its text',
      '<iframe src="/nothing" srcdoc="<p>A Pytho&amp;#110;</p> pytho&#110;, &#112;ython"></iframe>',
    ],
  ];
  for (const [name, body] of pages) {
    it(`${name} mentions what is in it`, async () => {
      const { outcome } = await scanPage({ body }, {}, { options: { searchIn: 'text' } });
      assert.deepEqual(ending(outcome), ['mentions']);
      assert.deepEqual(placesOfMatches(outcome), { title: 0, text: 0, markup: 0, frames: 3 });
      assert.ok(matchedLines(outcome).every(({ frame }) => frame?.index === 0));
    });
  }

  it('a frame says where the match is, and what all of it took', async () => {
    const { outcome, paths, site } = await scanPage(iframe('/inner'));
    assert.deepEqual(paths, ['/', '/inner']);
    assert.deepEqual(
      matchedLines(outcome).map(({ line, frame }) => [line, frame]),
      [2, 3].map(line => [line, { index: 0, url: site.url('/inner') }]),
    );
    const [page, inner] = [iframe('/inner'), INNER].map(({ body }) => body?.length ?? 0) as [number, number];
    assert.equal(outcome.bytes, page + inner);
    assert.equal(outcome.finalUrl, site.url('/'));
    assert.deepEqual([outcome.chain, outcome.status], [undefined, 200]);
  });

  it('a text of its own in a frame is read in any script', async () => {
    const body = '<iframe srcdoc="&lt;p>Pyth&#246;n 日本"></iframe>';
    const { outcome } = await scanPage({ body }, {}, { term: { text: 'Pythön 日本' } });
    assert.deepEqual(frameUrls(outcome), ['about:srcdoc']);
  });

  it('frames without the term is a plain "no mention"', async () => {
    const { outcome, paths } = await scanPage(iframe('/nothing'));
    assert.deepEqual([outcome.kind, outcome.note], ['noMention', undefined]);
    assert.equal(paths.length, 2);
  });

  it('many frames is searched through four of them, and says so', async () => {
    const body = ['nothing', 'nothing?1', 'nothing', 'nothing?2', 'inner', 'late', 'later']
      .map(src => `<frame src="/${src}">`)
      .join('');
    const { outcome, paths } = await scanPage({ body: `<frameset>${body}</frameset>` });
    assert.deepEqual(paths, ['/', '/nothing', '/nothing?1', '/nothing?2', '/inner']);
    assert.equal(outcome.kind, 'mentions');
    assert.equal(outcome.note, 'The page shows many frames; only the first 4 were searched');
    assert.deepEqual(
      matchedLines(outcome).map(({ frame }) => frame?.index),
      [3, 3],
    );
  });

  it('a frame that shows further frames is searched one level deep', async () => {
    const { outcome, paths } = await scanPage(iframe('/deeper'), { '/deeper': iframe('/inner') });
    assert.deepEqual(paths, ['/', '/deeper']);
    assert.deepEqual(
      [outcome.kind, outcome.note],
      ['noMention', 'The frames of the page show further frames, which were not searched'],
    );
  });

  it('a match in its title or its source is searched on', async () => {
    const { outcome } = await scanPage({ body: '<title>Python</title><!-- python --><iframe src=/inner>' });
    assert.deepEqual(placesOfMatches(outcome), { title: 1, text: 0, markup: 1, frames: 3 });
    assert.equal(outcome.kind === 'mentions' && outcome.count, 5);
    assert.deepEqual(frameUrls(outcome).length, 2);
  });
});

describe('no frame is fetched', () => {
  const text = '<p>More than enough text that a person reads before it gets to the frame.</p>';
  const pages: [name: string, page: string][] = [
    ['of a page with text of its own', `${text}<iframe src=/inner></iframe>`],
    ['of a page whose text has the term', '<p>Python</p><iframe src=/inner></iframe>'],
    ['that shows the page itself', '<iframe src="/"></iframe><iframe src="#part">'],
    [
      'that is empty or a script',
      '<iframe></iframe><iframe src="about:blank"></iframe><iframe src="javascript:1">',
    ],
    [
      'that a person does not see',
      '<iframe width=0 src=/inner></iframe><iframe style="display: none" src=/inner>',
    ],
    [
      'in a comment or in what is not shown',
      '<!--<iframe src=/inner>--><noscript><iframe src=/inner></iframe></noscript>',
    ],
    [
      'in a template, a script or a style',
      '<template><iframe src=/inner></template><script>"<iframe src=/inner>"</script>',
    ],
    [
      'with a URL that is not http:',
      '<iframe src="ftp://127.0.0.1/inner"></iframe><iframe src="data:text/html,Python">',
    ],
    ['that a script loads later', '<iframe data-src="/inner"></iframe>'],
    [
      'in another object',
      '<object data="/nothing"><object data="/inner"></object><iframe src=/inner></iframe></object>',
    ],
    ['that is a film', '<object data="/inner" type="video/mp4"></object>'],
  ];
  for (const [name, body] of pages) {
    it(name, async () => {
      const { outcome, paths } = await scanPage({ body }, {}, { options: { searchIn: 'text' } });
      assert.ok(!paths.includes('/inner'));
      assert.equal(outcome.kind, body.includes('<p>Python') ? 'mentions' : 'noMention');
      assert.equal(paths.includes('/nothing'), body.includes('/nothing'));
    });
  }

  it('and a page that shows nothing else says so', async () => {
    for (const body of ['<iframe data-src="/inner"></iframe>', '<object data=/x type=video/mp4></object>']) {
      const { outcome } = await scanPage({ body });
      assert.deepEqual(
        [outcome.kind, outcome.note],
        ['noMention', 'A frame of the page has no page to fetch, so the term may appear in a browser'],
      );
    }
  });
});

describe('a frame that cannot be searched', () => {
  const failing: [name: string, route: Answer, code: string, message: RegExp][] = [
    [
      'is missing',
      { status: 404 },
      'HTTP_STATUS',
      /^Its frame http\S+\/inner was not searched in full: .*404/,
    ],
    ['is a picture', { headers: { 'content-type': 'image/png' } }, 'NOT_TEXT', /image\/png/],
    [
      'leads to another scheme',
      { status: 302, headers: { location: 'file:///x' } },
      'REDIRECT_SCHEME',
      /file:/,
    ],
    [
      'asks to slow down',
      { status: 429, headers: { 'retry-after': '99' } },
      'HTTP_RATE_LIMITED',
      /slow down/,
    ],
  ];
  for (const [name, route, code, message] of failing) {
    it(`because it ${name}, leaves its page searched only in part`, async () => {
      const { outcome } = await scanPage(iframe('/inner'), { '/inner': route });
      const [kind, found, sentence] = ending(outcome);
      assert.deepEqual([kind, found], ['partial', code]);
      assert.match(sentence ?? '', message);
      assert.deepEqual([outcome.status, outcome.finalUrl?.endsWith('/')], [200, true]);
    });
  }

  it('does not keep the others from being searched', async () => {
    const body = '<frameset><frame src=/gone><frame src=/inner></frameset>';
    const { outcome } = await scanPage({ body });
    assert.deepEqual(ending(outcome).slice(0, 2), ['partial', 'HTTP_STATUS']);
    assert.equal(outcome.kind === 'partial' && outcome.count, 3);
  });

  it('because it is too long says so, and what was read is searched', async () => {
    const long = { body: `<p>Python</p>${'x'.repeat(20_000)}` };
    const { outcome } = await scanPage(
      iframe('/inner'),
      { '/inner': long },
      { options: { maxPageSize: 0.01 } },
    );
    assert.deepEqual(ending(outcome).slice(0, 2), ['partial', 'BODY_TOO_BIG']);
    assert.equal(outcome.kind === 'partial' && outcome.count, 1);
  });

  it('in time ends with the time of its page', { timeout: 10_000 }, async () => {
    const silent = await silentServer();
    try {
      const body = `<frameset><frame src="${silent.url}"><frame src="${silent.url}2"></frameset>`;
      const { outcome } = await scanPage({ body }, {}, { options: { totalTimeout: 0.5 } });
      assert.equal(outcome.kind, 'partial');
      assert.ok(outcome.ms >= 450 && outcome.ms < 5_000, `${outcome.ms}`);
      assert.deepEqual(ending(outcome)[1], 'HEADERS_TIMEOUT');
    } finally {
      await silent.close();
    }
  });
});

describe('the request for a frame', () => {
  it('has the cookies of the page, but no password of its URL', async () => {
    const asked: string[] = [];
    await using site = await openSite({
      '/': () => ({
        headers: { 'set-cookie': 'a=1' },
        body: `<iframe src="//me:word@127.0.0.1:${site.port}/inner">`,
      }),
      '/inner': ({ headers }) => {
        asked.push(String(headers.cookie), String(headers.authorization));
        return INNER;
      },
    });
    assert.equal((await scanUrl(site.url('/'))).kind, 'mentions');
    assert.deepEqual(asked, ['a=1', 'undefined']);
  });

  it('has the password of the line on its own site only', async () => {
    const asked: (string | undefined)[] = [];
    await using other = await openSite({
      '*': ({ headers }) => {
        asked.push(headers.authorization);
        return NOTHING;
      },
    });
    await using site = await openSite({
      '/': { body: `<iframe src="${other.url('/in')}"></iframe><iframe src=/inner></iframe>` },
      '/inner': ({ headers }) => {
        asked.push(headers.authorization);
        return INNER;
      },
    });
    await scanUrl(site.url('/').replace('//', '//me:word@'));
    assert.deepEqual(asked, [undefined, `Basic ${btoa('me:word')}`]);
  });

  it('of a robot wall is no page', async () => {
    const wall = { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '<p>Just a moment' };
    const { outcome } = await scanPage(iframe('/inner'), { '/inner': wall });
    assert.equal(outcome.kind, 'partial');
    assert.equal(outcome.kind === 'partial' && outcome.failure.isDoubtful, true);
  });

  it('follows redirects, also to another host, and says where they led', async () => {
    await using other = await openSite({ '/page': INNER });
    const { outcome } = await scanPage(iframe('/inner'), {
      '/inner': { status: 302, headers: { location: other.url('/page') } },
    });
    assert.deepEqual(frameUrls(outcome), [other.url('/page')]);
  });

  it('has its turn at its host, as all others', { timeout: 20_000 }, async () => {
    await using shown = await openSite({ '*': { ...INNER, delay: 2 } });
    await using site = await openSite({ '*': request => iframe(shown.url(request.url ?? '/')) });
    const urls = Array.from({ length: 20 }, (_, index) => site.url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 2 } });
    assert.ok(outcomes.every(({ kind }) => kind === 'mentions'));
    assert.equal(shown.maxOpen.total, 2);
  });

  it('can be skipped', { timeout: 10_000 }, async () => {
    const silent = await silentServer();
    try {
      await using site = await openSite({ '/': iframe(silent.url) });
      let scan: Scan | undefined;
      const scanning = scanUrl(site.url('/'), {
        onScan: each => {
          scan = each;
        },
      });
      await silent.waitForConnections(1);
      scan?.skip([0]);
      assert.deepEqual(ending(await scanning), ['cancelled', 'CANCELLED', 'Skipped']);
    } finally {
      await silent.close();
    }
  });
});
