/** The language of the engine: that of VS Code in its processes, English everywhere else. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { countText } from '../../../../src/engine/model/places.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { summary } from '../../../../src/engine/report/summary.ts';
import {
  grouped,
  type Language,
  loadLanguage,
  useLanguage,
} from '../../../../src/engine/wording/language.ts';
import { seconds, size } from '../../../../src/engine/wording/units.ts';
import { closedPort } from '../../../web/closedPort.ts';
import { ENGINE } from '../../support/engine.ts';
import { term } from '../../support/term.ts';

const bundleOf = (tag: string) =>
  path.resolve(import.meta.dirname, `../../../../l10n/bundle.l10n.${tag}.json`);

const folder = mkdtempSync(path.join(tmpdir(), 'scan-urls-'));
after(() => rmSync(folder, { recursive: true }));

const figures = () => [seconds(250), seconds(1_500), size(1), size(1_536), grouped(10_000)];

/** @returns the first outcome of an engine process with this language */
async function scanned(url: string, language?: Language): Promise<Outcome> {
  const pool = new EnginePool(ENGINE, { debug() {}, warn() {} }, language);
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      pool.scan(
        { targets: [[0, url]], term: term({}), options: engineOptions({}, 'test'), credentials: [] },
        {
          onOutcomes: ([first]) => first && resolve(first[1]),
          onEnd: fault => reject(new Error(`The scan ended: ${fault}`)),
        },
      );
    });
  } finally {
    pool.dispose();
  }
}

describe('an engine process', { timeout: 30_000 }, () => {
  for (const [tag, sentence] of [
    ['de', '127.0.0.1:PORT hat die Verbindung abgelehnt'],
    ['zh-cn', '127.0.0.1:PORT 拒绝了连接'],
    [undefined, '127.0.0.1:PORT refused the connection'],
  ] as const) {
    it(`speaks ${tag ?? 'English when it is told no language'}`, async () => {
      const port = await closedPort();
      const language = tag && { tag, bundle: bundleOf(tag) };
      const outcome = await scanned(`http://127.0.0.1:${port}/`, language);
      assert.equal(failureOf(outcome)?.code, 'CONNECT_REFUSED');
      assert.equal(failureOf(outcome)?.message, sentence.replace('PORT', String(port)));
    });
  }

  for (const [what, contents] of [
    ['missing', undefined],
    ['no JSON', '{"Skipped": '],
    ['a list', '[]'],
    ['null', 'null'],
    ['of other values', '{"{0} refused the connection": ["a"]}'],
  ] as const) {
    it(`speaks English when the bundle is ${what}`, async () => {
      const bundle = path.join(folder, `${what}.json`);
      if (contents !== undefined) writeFileSync(bundle, contents);
      const port = await closedPort();
      const outcome = await scanned(`http://127.0.0.1:${port}/`, { tag: 'de', bundle });
      assert.equal(failureOf(outcome)?.message, `127.0.0.1:${port} refused the connection`);
    });
  }
});

describe('figures and counts', () => {
  const tally = {
    urls: 2,
    done: 2,
    responses: 1,
    mentions: 1,
    failed: 0,
    errorAnswers: 0,
    cancelled: 1,
    rejected: 2,
    leftOut: 0,
  };
  const places = { title: 1, text: 9, markup: 2 };
  const said = () => [summary(tally, 'Python'), countText(12, places)];

  it('are English at first', () => {
    assert.deepEqual(figures(), ['250 ms', '1.5 s', '1 byte', '1.5 KiB', '10,000']);
    assert.deepEqual(said(), [
      '1 response for 2 URLs, 1 mentions “Python”, 1 not scanned, 2 lines rejected',
      '12 × (1 title, 9 text, 2 markup)',
    ]);
  });

  it('are German with the German bundle', () => {
    loadLanguage({ tag: 'de', bundle: bundleOf('de') });
    assert.deepEqual(figures(), ['250 ms', '1,5 s', '1 Byte', '1,5 KiB', '10.000']);
    assert.deepEqual(said(), [
      '1 Antwort für 2 URLs, 1 erwähnt „Python“, 1 nicht gescannt, 2 Zeilen abgelehnt',
      '12 × (1 Titel, 9 Text, 2 Markup)',
    ]);
  });

  it('are Chinese with the Chinese bundle', () => {
    loadLanguage({ tag: 'zh-cn', bundle: bundleOf('zh-cn') });
    assert.deepEqual(figures(), ['250 毫秒', '1.5 秒', '1 字节', '1.5 KiB', '10,000']);
    assert.deepEqual(said(), [
      '2 个 URL 得到 1 个响应，1 个页面提及“Python”，1 个未扫描，2 行被拒绝',
      '12 × (标题 1，文本 9，标记 2)',
    ]);
  });

  it('keep English figures for a language that nobody knows', () => {
    useLanguage('no such language', {});
    assert.deepEqual(figures(), ['250 ms', '1.5 s', '1 byte', '1.5 KiB', '10,000']);
  });

  it('take a term with placeholders as it is', () => {
    assert.match(summary(tally, '{0} {1} $&'), / “\{0\} \{1\} \$&”, /);
  });
});
