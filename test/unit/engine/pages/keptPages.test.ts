/** Pages that are kept, so that they can be read and searched again. */

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import type { KeepLimits } from '../../../../src/engine/model/keepLimits.ts';
import { type KeptPage, KeptPages } from '../../../../src/engine/pages/keptPages.ts';
import { PageFile, removeLeftovers } from '../../../../src/engine/pages/pageFile.ts';
import { fromMovedPage, toMovedPage } from '../../../../src/engine/process/movedPage.ts';
import type { PageFrames } from '../../../../src/engine/search/framedSearch.ts';
import { temporaryFolder } from '../../../rig/temporary.mjs';

const MEGABYTE = 1024 ** 2;

function page(target: number, text: string): KeptPage {
  return { target, page: new PageText(Buffer.from(text), 'UTF-8'), facts: { ms: 1, bytes: text.length } };
}

function kept(limits: Partial<KeepLimits> = {}): KeptPages {
  return new KeptPages({ memory: 100, packed: 0, disk: 0, ...limits });
}

function textOf(pages: KeptPages, scan: number, target: number): string | undefined {
  return pages.get(scan, target)?.page.text;
}

function textsOf(pages: KeptPages, scan: number): Record<number, string> {
  return Object.fromEntries([...pages.all(scan)].map(({ target, page }) => [target, page.text]));
}

/** Text that compresses to no less than half: hexadecimal digits from a simple generator. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return (state & 15).toString(16);
  }).join('');
}

describe('kept pages', () => {
  it('are had by scan and target, and only so', () => {
    const pages = kept();
    pages.keep(1, page(0, 'one'));
    pages.keep(1, page(10, 'two'));
    pages.keep(11, page(0, 'three'));
    assert.deepEqual(
      [textOf(pages, 1, 0), textOf(pages, 1, 10), textOf(pages, 11, 0)],
      ['one', 'two', 'three'],
    );
    for (const [scan, target] of [
      [1, 1],
      [2, 0],
      [110, 0],
    ] as const) {
      assert.equal(pages.get(scan, target), undefined);
    }
    assert.deepEqual(textsOf(pages, 1), { 0: 'one', 10: 'two' });
    assert.deepEqual([...pages.all(2)], []);
  });

  it('come back with all that is known of them, from memory and packed', () => {
    for (const memory of [1000, 0]) {
      const pages = kept({ memory, packed: MEGABYTE });
      const facts = { ms: 12, bytes: 3, status: 200, finalUrl: 'http://a.example/', mediaType: 'text/html' };
      const cut = failure('BODY_CUT', 'The server sent only a part of the page');
      pages.keep(1, {
        target: 7,
        page: new PageText(Buffer.from([0xe9, 0x0a]), 'windows-1252', 'odd', cut),
        facts,
      });
      pages.keep(1, page(8, ''));
      const found = pages.get(1, 7) ?? assert.fail('it is kept');
      assert.deepEqual(found.facts, facts);
      assert.equal(found.page.text, 'é\n');
      assert.deepEqual([found.page.charset, found.page.note, found.page.cut], ['windows-1252', 'odd', cut]);
      assert.equal(textOf(pages, 1, 8), '');
    }
  });

  it('come back with their frames, from memory and packed', () => {
    const reason = failure('HTTP_STATUS', 'The server answered 404 Not Found');
    const frames: PageFrames = {
      pages: [
        {
          url: 'http://a.example/1',
          mediaType: 'text/html',
          page: new PageText(Buffer.from('one'), 'UTF-8', 'odd'),
        },
        { url: 'http://a.example/2', mediaType: '', failure: reason },
        {
          url: 'about:srcdoc',
          mediaType: 'text/html',
          page: new PageText(Buffer.from([0xe9]), 'windows-1252'),
        },
      ],
      note: 'more',
    };
    for (const memory of [1000, 0]) {
      const pages = kept({ memory, packed: MEGABYTE });
      pages.keep(1, { ...page(6, 'frames'), frames });
      pages.keep(1, page(7, 'behind'));
      for (const found of [pages.get(1, 6), [...pages.all(1)][0]]) {
        assert.equal(found?.page.text, 'frames');
        assert.deepEqual(
          found.frames?.pages.map(each => [
            each.url,
            each.mediaType,
            each.page?.text,
            each.page?.note,
            each.failure,
          ]),
          [
            ['http://a.example/1', 'text/html', 'one', 'odd', undefined],
            ['http://a.example/2', '', undefined, undefined, reason],
            ['about:srcdoc', 'text/html', 'é', undefined, undefined],
          ],
        );
        assert.equal(found.frames?.note, 'more');
      }
      assert.equal(textOf(pages, 1, 7), 'behind');
      assert.equal(pages.get(1, 7)?.frames, undefined);
      const moved = fromMovedPage(6, JSON.parse(JSON.stringify(toMovedPage(pages.get(1, 6) as KeptPage))));
      assert.deepEqual(
        moved.frames?.pages.map(each => each.page?.text),
        ['one', undefined, 'é'],
      );
      assert.deepEqual([moved.frames?.note, moved.frames?.pages[1]?.failure], ['more', reason]);
    }
  });

  it('count with their frames', () => {
    const pages = kept({ memory: 250_000, packed: 0 });
    const inFrame = {
      url: 'http://a/',
      mediaType: '',
      page: new PageText(Buffer.from(noise(200_000, 1)), 'UTF-8'),
    };
    pages.keep(1, { ...page(0, 'x'), frames: { pages: [inFrame] } });
    pages.keep(1, page(1, noise(40_000, 2)));
    assert.deepEqual([textOf(pages, 1, 0), textOf(pages, 1, 1)?.length], ['x', 40_000]);
    pages.keep(1, page(2, noise(20_000, 2)));
    assert.equal(textOf(pages, 1, 0), undefined, 'there is no room for packs');
    pages.keep(1, { ...page(3, 'x'), frames: { pages: [inFrame] } });
    pages.forget(1);
    pages.keep(2, page(0, noise(240_000, 3)));
    assert.equal(textOf(pages, 2, 0)?.length, 240_000);
  });

  it('stay in memory as they are up to the limit, and are compressed beyond it, the oldest first', () => {
    const pages = kept({ memory: 3 * MEGABYTE, packed: 3 * MEGABYTE });
    const text = (target: number) => `${target} ${'<p>a heron</p>'.repeat(40_000)}`;
    for (let target = 0; target < 40; target++) pages.keep(1, page(target, text(target)));
    for (let target = 0; target < 40; target++) assert.equal(textOf(pages, 1, target), text(target));
    assert.deepEqual(Object.keys(textsOf(pages, 1)).length, 40);
  });

  it('without a folder make room for younger ones, the oldest first', () => {
    const pages = kept({ memory: 0, packed: 150_000 });
    for (let target = 0; target < 8; target++)
      pages.keep(target < 4 ? 1 : 2, page(target, noise(100_000, target)));
    const left = [...Object.keys(textsOf(pages, 1)), ...Object.keys(textsOf(pages, 2))].map(Number);
    assert.deepEqual(left, [6, 7]);
    assert.equal(textOf(pages, 2, 7), noise(100_000, 7));
  });

  it('of one scan are forgotten without touching those of another, and give their room back', () => {
    for (const memory of [1000, 0]) {
      const pages = kept({ memory, packed: 150_000 });
      pages.keep(1, page(0, noise(100_000, 1)));
      pages.keep(11, page(0, noise(100_000, 2)));
      pages.forget(1);
      pages.forget(99);
      pages.keep(2, page(0, noise(100_000, 3)));
      assert.equal(pages.get(1, 0), undefined);
      assert.deepEqual([textOf(pages, 11, 0), textOf(pages, 2, 0)], [noise(100_000, 2), noise(100_000, 3)]);
    }
  });

  it('do not keep the texts that were made of them', () => {
    const pages = kept({ memory: 1000 });
    pages.keep(1, page(0, 'one'));
    const [first] = [...pages.all(1)];
    assert.equal(first?.page.text, 'one');
    assert.notEqual(pages.get(1, 0)?.page, first?.page);
  });
});

describe('pages on disk', () => {
  const withFolder = (test: (folder: string) => void) => () => {
    const temporary = temporaryFolder('kept');
    try {
      test(path.join(temporary.path, 'pages'));
    } finally {
      temporary.remove();
    }
  };

  it(
    'come back as they were, and no file is to be seen',
    withFolder(folder => {
      const pages = kept({ memory: 200_000, disk: 10 * MEGABYTE, folder });
      for (let target = 0; target < 50; target++) pages.keep(1, page(target, noise(50_000, target)));
      for (const target of [49, 0, 17]) assert.equal(textOf(pages, 1, target), noise(50_000, target));
      assert.equal(Object.keys(textsOf(pages, 1)).length, 50);
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      // On other systems an open file may keep its name until it is closed.
      if (process.platform === 'linux') assert.deepEqual(readdirSync(folder), []);
      pages.clear();
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual([...pages.all(1)], []);
    }),
  );

  it(
    'nothing is written as long as there is room in memory',
    withFolder(folder => {
      const pages = kept({ memory: MEGABYTE, disk: MEGABYTE, folder });
      pages.keep(1, page(0, noise(50_000, 1)));
      assert.throws(() => readdirSync(folder), { code: 'ENOENT' });
    }),
  );

  it(
    'have a limit: the oldest scans give up theirs, then nothing more is kept',
    withFolder(folder => {
      const pages = kept({ memory: 0, disk: 130_000, folder });
      pages.keep(1, page(0, noise(100_000, 0)));
      pages.keep(2, page(0, noise(100_000, 1)));
      assert.ok(pages.get(1, 0) && pages.get(2, 0));
      pages.keep(2, page(1, noise(100_000, 2)));
      assert.equal(pages.get(1, 0), undefined);
      assert.ok(pages.get(2, 0) && pages.get(2, 1));
      pages.keep(2, page(2, noise(100_000, 3)));
      assert.equal(pages.get(2, 2), undefined);
      assert.equal(textOf(pages, 2, 1), noise(100_000, 2));
    }),
  );

  it(
    'are read while others are kept and forgotten',
    withFolder(folder => {
      const pages = kept({ memory: 0, disk: 10 * MEGABYTE, folder });
      for (let target = 0; target < 10; target++) pages.keep(1, page(target, noise(10_000, target)));
      const seen: number[] = [];
      for (const { target, page: each } of pages.all(1)) {
        assert.equal(each.text, noise(10_000, target));
        seen.push(target);
        pages.keep(2, page(target, noise(20_000, target)));
        if (target === 4) pages.forget(1);
      }
      assert.deepEqual(seen, [0, 1, 2, 3, 4]);
      assert.equal(Object.keys(textsOf(pages, 2)).length, 5);
    }),
  );

  it(
    'stay in memory where the folder cannot be written to',
    withFolder(folder => {
      mkdirSync(path.dirname(folder), { recursive: true });
      writeFileSync(folder, 'a file in its place');
      const pages = kept({ memory: 0, packed: MEGABYTE, disk: MEGABYTE, folder });
      pages.keep(1, page(0, 'one'));
      pages.keep(1, page(1, 'two'));
      assert.deepEqual(textsOf(pages, 1), { 0: 'one', 1: 'two' });
    }),
  );

  it(
    'of windows that crashed are removed, of those that run are not, and nothing else is touched',
    withFolder(folder => {
      mkdirSync(folder, { recursive: true });
      const old = `pages-${process.ppid}-00000001.zst`;
      const files = [
        'pages-4194303-00000000.zst',
        old,
        `pages-${process.ppid}-00000002.zst`,
        'notes.txt',
        'pages-1.zst',
      ];
      for (const name of files) writeFileSync(path.join(folder, name), 'x');
      const weeksAgo = new Date(Date.now() - 15 * 24 * 60 * 60 * 1000);
      utimesSync(path.join(folder, old), weeksAgo, weeksAgo);
      new PageFile(folder).close();
      assert.deepEqual(readdirSync(folder).toSorted(), files.slice(2).toSorted());
      rmSync(folder, { recursive: true });
      removeLeftovers(folder);
    }),
  );
});
