/** Scans that look for the fragments of the list in the pages. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import { NO_TERM, type Term } from '../../../../src/engine/model/term.ts';
import { Scan } from '../../../../src/engine/scan/scan.ts';
import type { Answer, Routes } from '../../../web/ordinary.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const PAGE = `<title>Page</title>${'<p>A page of some length, about a Python. '.repeat(2_000)}<h2 id="here">`;

/** Scans one page, and looks for these fragments. */
async function scanned(
  routes: Routes,
  sought: Term = NO_TERM,
  fragments = ['here', 'gone'],
): Promise<Outcome> {
  await using site = await openSite(routes);
  let found: Outcome | undefined;
  const scan = new Scan(
    {
      targets: [[0, site.url('/'), false, fragments]],
      term: sought,
      options: engineOptions({ totalTimeout: 5, retries: 0 }, 'test'),
    },
    {
      onOutcome: (_target, outcome) => {
        found = outcome;
      },
    },
  );
  await scan.run();
  return found ?? assert.fail('there is no outcome');
}

const of = (answer: Answer, sought?: Term) => scanned({ '/': answer }, sought);

describe('a scan that looks for fragments', () => {
  it('names those that the page does not have, with a term or without one', async () => {
    for (const [sought, kind] of [
      [NO_TERM, 'answered'],
      [term(), 'mentions'],
      [term({ text: 'heron' }), 'noMention'],
    ] as const) {
      const outcome = await of({ body: PAGE }, sought);
      assert.deepEqual([outcome.kind, outcome.missingFragments], [kind, ['gone']]);
      assert.equal(outcome.bytes, PAGE.length, 'the whole page is read');
    }
  });

  it('names none if all are there', async () => {
    const outcome = await scanned({ '/': { body: PAGE } }, NO_TERM, ['here', ':~:text=a%20python']);
    assert.ok(!('missingFragments' in outcome));
  });

  it('says nothing of a page that is no HTML, no text, in parts, or built by scripts', async () => {
    const answers: Answer[] = [
      { headers: { 'content-type': 'text/plain' }, body: 'A text' },
      { headers: { 'content-type': 'application/json' }, body: '{}' },
      { headers: { 'content-type': 'image/png' }, body: 'PNG' },
      { headers: { 'content-type': 'text/html' }, body: Buffer.from('%PDF-1.7\n\0\0\0') },
      { status: 206, body: PAGE },
      { body: '<div id="app"></div><script src="app.js"></script>' },
    ];
    for (const answer of answers) {
      const outcome = await of(answer);
      assert.deepEqual(
        [outcome.kind, outcome.missingFragments],
        ['answered', undefined],
        JSON.stringify(answer),
      );
    }
  });

  it('says nothing of a page that breaks off, which has answered', async () => {
    const outcome = await scanned({
      '/': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 9_000 });
        response.write('<p>A page', () => response.destroy());
      },
    });
    assert.deepEqual([outcome.kind, outcome.missingFragments], ['answered', undefined]);
  });

  it('says nothing if a redirect has a fragment of its own, and else looks behind it', async () => {
    const to = (location: string): Routes => ({
      '/': { status: 302, headers: { location } },
      '/new': { body: PAGE },
    });
    assert.deepEqual((await scanned(to('/new'))).missingFragments, ['gone']);
    assert.equal((await scanned(to('/new#other'))).missingFragments, undefined);
  });

  it('still tells a wall and an error', async () => {
    const wall = '<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>';
    assert.equal((await of({ body: wall })).kind, 'failed');
    assert.equal((await of({ status: 404, body: PAGE })).kind, 'failed');
  });
});
