/** The words for a line, which are the same in all places. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { differences, type ModelResult } from '../../../../src/engine/compare/comparison.ts';
import { EXPORT_FORMATS } from '../../../../src/engine/export/formats.ts';
import { type ExportedScan, exportLines, recordOf, verdictOf } from '../../../../src/engine/export/record.ts';
import { groupTitle, verdict, verdictAlone } from '../../../../src/engine/export/words.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { GROUP_KINDS, groupOf } from '../../../../src/engine/model/groups.ts';
import { cancelled, failureOf, mentionCount, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { type VerdictKind, verdictKind } from '../../../../src/engine/report/verdictLooks.ts';
import {
  longVerdict,
  shortVerdict,
  spokenVerdict,
  underWayText,
  VERDICT_WORDS,
  verdictFacts,
} from '../../../../src/engine/report/verdictWords.ts';
import { loadLanguage, useLanguage } from '../../../../src/engine/wording/language.ts';
import { jsonRow } from '../../../../src/terminal/report.ts';
import { outcomes } from '../../support/outcomes.ts';
import { term } from '../../support/term.ts';

const KINDS = Object.keys(VERDICT_WORDS) as VerdictKind[];
const all: readonly Outcome[] = Object.values(outcomes);

const shortOf = (outcome: Outcome) => shortVerdict(verdictKind({ outcome }), verdictFacts({ outcome }));
const spokenOf = (outcome: Outcome) =>
  spokenVerdict(verdictKind({ outcome }), verdictFacts({ outcome }), mentionCount(outcome));

describe('the words', () => {
  it('are there for each kind, with the term where they take one', () => {
    for (const kind of KINDS) {
      const { short, title } = VERDICT_WORDS[kind];
      for (const text of [title('Python'), longVerdict(kind, 'Python')]) assert.match(text, /^[A-Z“]/, kind);
      assert.match(short(), /^[a-z]/, kind);
    }
    assert.equal(longVerdict('noMention', 'Python'), 'No mention of Python');
    for (const kind of ['mentions', 'mentionsInPart', 'partial'] as const) {
      assert.match(VERDICT_WORDS[kind].title('Python'), /“Python”/);
    }
  });

  it('tell the groups apart, and what is bad within one', () => {
    const titles = GROUP_KINDS.map(kind => VERDICT_WORDS[kind].title('x'));
    assert.equal(new Set(titles).size, GROUP_KINDS.length);
    const shorts = (['failed', 'refused', 'rejected'] as const).map(kind => VERDICT_WORDS[kind].short());
    assert.deepEqual(shorts, ['failed', 'refused', 'rejected']);
  });

  for (const language of ['de', 'zh-cn']) {
    it(`are there in ${language}, in words of its own`, () => {
      const english = KINDS.map(kind => VERDICT_WORDS[kind].short());
      loadLanguage({
        tag: language,
        bundle: path.resolve(import.meta.dirname, `../../../../l10n/bundle.l10n.${language}.json`),
      });
      try {
        const others = KINDS.map(kind => VERDICT_WORDS[kind].short());
        for (const [index, text] of others.entries()) assert.notEqual(text, english[index]);
      } finally {
        useLanguage('en', {});
      }
    });
  }
});

describe('a verdict in short', () => {
  const rows: [outcome: Outcome, words: string, spoken: string][] = [
    [outcomes.mention, '2 ×', '2 matches'],
    [
      outcomes.part,
      '2 × · Only the first 5 MiB were searched',
      '2 matches: Only the first 5 MiB were searched',
    ],
    [
      outcomes.partNothing,
      'not found in the part searched · Only the first 5 MiB were searched',
      'not found in the part searched: Only the first 5 MiB were searched',
    ],
    [outcomes.nothing, 'no mention', 'no mention'],
    [
      { ...outcomes.nothing, note: 'The page is empty' },
      'no mention · The page is empty',
      'no mention: The page is empty',
    ],
    [outcomes.image, 'The page is image/png, not text', 'not text: The page is image/png, not text'],
    [outcomes.dead, 'The host name x does not exist', 'failed: The host name x does not exist'],
    [outcomes.broken, 'The server answered 403 Forbidden', 'refused: The server answered 403 Forbidden'],
    [outcomes.stopped, 'not scanned · The scan was stopped', 'not scanned: The scan was stopped'],
    [cancelled({}, true), 'not scanned · Skipped', 'not scanned: Skipped'],
  ];
  for (const [outcome, words, spoken] of rows) {
    it(`reads “${words}”, and sounds “${spoken}”`, () => {
      assert.equal(shortOf(outcome).join(' · '), words);
      assert.equal(spokenOf(outcome), spoken);
    });
  }

  it('counts one match as one', () => {
    assert.equal(spokenOf({ ...outcomes.mention, count: 1 }), '1 match');
  });

  it('of a line that is no URL is its reason', () => {
    const rejected = failure('URL_INVALID', 'Not a valid URL');
    assert.deepEqual(shortVerdict('rejected', verdictFacts({ rejected })), ['Not a valid URL']);
    assert.equal(spokenVerdict('rejected', verdictFacts({ rejected }), 0), 'rejected: Not a valid URL');
  });

  it('says how often the term was found in the words of its place', () => {
    const facts = verdictFacts({ outcome: outcomes.mention }, count => `${count} times`);
    assert.deepEqual(facts, { found: '2 times', reason: undefined });
  });

  it('of what is under way says for how long', () => assert.equal(underWayText(3), 'under way for 3 s'));
});

describe('all places', () => {
  const list = parseList(
    `${all.map((_, index) => `http://a.example/${index}`).join('\n')}\nhttp://\nno-url\n`,
  );
  const lines = exportLines(list, new Map(all.entries()));
  const scan: ExportedScan = {
    name: 'urls.txt',
    uri: 'urls.txt',
    term: term(),
    lines,
    version: '0.0.0',
    at: new Date(0),
  };
  const written = (format: keyof typeof EXPORT_FORMATS) => [...EXPORT_FORMATS[format].write(scan)].join('');

  it('call a line of an export what the editor calls it', () => {
    for (const [index, outcome] of all.entries()) {
      const line = lines[index] ?? assert.fail();
      assert.equal(verdictOf(line), verdictKind({ outcome }));
      assert.equal(verdictAlone(verdictOf(line), recordOf(line)), shortOf(outcome).join(' · '));
      // Words below a heading do not repeat the heading.
      const short = VERDICT_WORDS[verdictKind({ outcome })].short();
      assert.equal(
        verdict(recordOf(line)),
        shortOf(outcome)
          .filter(words => words !== short)
          .join(' · '),
      );
    }
    assert.equal(verdictOf(lines.at(-2) ?? assert.fail()), 'rejected');
    assert.equal(verdictOf(lines.at(-1) ?? assert.fail()), 'leftOut');
  });

  it('head their groups alike', () => {
    const [markdown, html] = [written('markdown'), written('html')];
    for (const outcome of all) {
      const title = VERDICT_WORDS[verdictKind({ outcome })].title('Python');
      assert.equal(groupTitle(groupOf(outcome), 'Python'), title);
      assert.ok(markdown.includes(`| ${title} |`), title);
      assert.ok(html.includes(`</strong> ${title}</a>`), title);
    }
  });

  it('give machines the same outcome, code and sentence', () => {
    const json: { lines: { outcome: string; code: string; message: string }[] } = JSON.parse(written('json'));
    for (const [index, outcome] of all.entries()) {
      const row = JSON.parse(
        jsonRow({ place: { line: 0, start: 0, end: 17, text: 'http://a.example/' }, outcome }, []),
      );
      const { code, message, outcome: kind } = json.lines[index] ?? assert.fail();
      assert.deepEqual([row.outcome, row.code, row.message], [kind, code, message]);
      assert.equal(kind, outcome.kind);
    }
  });

  it('take the same severity in SARIF and in the record', () => {
    const { runs } = JSON.parse(written('sarif'));
    assert.deepEqual(
      runs[0].results.map(({ level }: { level: string }) => level),
      ['error', 'warning', 'warning'],
    );
    assert.deepEqual(
      lines.map(line => recordOf(line).level).filter(level => level !== null),
      ['error', 'warning', 'warning'],
    );
  });

  it('use the words in the comparison of models, too', () => {
    const result = (model: ModelResult['model'], outcome: Outcome): ModelResult => ({
      model,
      plan: { processes: 1, requests: 1, isProcessPerUrl: false, mostUnread: 1 },
      wall: 1,
      mostInFlight: 1,
      tally: tallyOf([outcome]),
      outcomes: [outcome],
    });
    for (const outcome of all) {
      if (outcome.kind === 'cancelled' || outcome.kind === 'noMention') continue;
      const [difference] = differences([result('pool', outcome), result('queue', outcomes.nothing)]);
      const kind = verdictKind({ outcome });
      const { found = VERDICT_WORDS[kind].short() } = verdictFacts({ outcome });
      const facts = [failureOf(outcome)?.code, failureOf(outcome) && outcome.status].filter(Boolean);
      assert.deepEqual(difference?.verdicts, [[found, ...facts].join(' '), 'no mention']);
    }
  });
});
