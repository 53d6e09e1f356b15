/** All fixes of a list at once. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { USUAL_READ_OPTIONS } from '../../../../src/engine/links/readOptions.ts';
import { fixAll } from '../../../../src/engine/lint/fixAll.ts';
import { Linter } from '../../../../src/engine/lint/linter.ts';
import { runs } from '../../support/properties.ts';
import { workOf } from '../../support/work.ts';

function fixed(lines: readonly string[], httpOnly?: ReadonlySet<string>): string[] {
  const mended = new Map(runAtOnce(fixAll(lines, USUAL_READ_OPTIONS, httpOnly)));
  return lines.flatMap((content, line) => (mended.has(line) ? (mended.get(line) ?? []) : content));
}

describe('fixing all', () => {
  it('writes schemes, takes punctuation away, and removes duplicates, also those that come of it', () => {
    assert.deepEqual(
      fixed([
        '# My list',
        'example.org/a.',
        'https://example.org/a',
        'https://example.org/?a&amp;b',
        'https://example.org/?a&b',
        'Title: https://example.org/a',
      ]),
      ['# My list', 'https://example.org/a', 'https://example.org/?a&b', 'Title: https://example.org/a'],
    );
  });

  it('leaves passwords, private hosts, other scripts and other schemes to the person', () => {
    const lines = [
      'https://user:secret@example.org/',
      'http://localhost/',
      'https://exаmple.org/',
      'ftp://x/',
    ];
    assert.deepEqual(runAtOnce(fixAll(lines, USUAL_READ_OPTIONS)), []);
  });

  it('writes the scheme that has answered', () => {
    assert.deepEqual(fixed(['example.org', 'example.com'], new Set(['https://example.org/'])), [
      'http://example.org',
      'https://example.com',
    ]);
  });

  it('leaves nothing that it would fix, and loses no URL', () => {
    const url = fc.constantFrom(
      ...[
        'https://example.org/a',
        'example.org/a',
        'https://example.org/a.',
        'https://example.org/b&amp;c',
        '//example.org/a)',
      ],
    );
    const line = fc
      .tuple(fc.array(url, { maxLength: 3 }), fc.constantFrom(' ', ', ', ' | ', ' and '))
      .map(([urls, separator]) => urls.join(separator));
    const urlsOf = (lines: readonly string[]) =>
      new Set(
        lines
          .join(' ')
          .match(/example\.org\/\w(?:&(?:amp;)?\w)?/g)
          ?.map(each => each.replace('&amp;', '&')),
      );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), lines => {
        const mended = fixed(lines);
        const left = runAtOnce(new Linter().lint(mended.join('\n'), USUAL_READ_OPTIONS));
        assert.deepEqual(
          left.filter(({ fixes }) => fixes.some(({ isSure }) => isSure)),
          [],
        );
        assert.deepEqual(urlsOf(mended), urlsOf(lines));
      }),
      runs(200),
    );
  });

  it('works no more on many duplicates of one line than in proportion', () => {
    const work = (count: number) => {
      const line = 'https://example.org/a, '.repeat(count);
      return workOf(() => fixed([line])) / line.length;
    };
    assert.ok(work(800) < work(200) * 2);
  });
});
