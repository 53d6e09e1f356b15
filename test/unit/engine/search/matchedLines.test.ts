/** Matches in a page: counts, line numbers, and the shown part of each line. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MatchedLine } from '../../../../src/engine/model/matchedLine.ts';
import { compileTerm, type Term } from '../../../../src/engine/model/term.ts';
import { MOST_MATCHED_LINES, matchesAt } from '../../../../src/engine/search/matchedLines.ts';
import { findRanges } from '../../../../src/engine/search/ranges.ts';
import { term } from '../../support/term.ts';

const findMatches = (text: string, pattern: RegExp) => matchesAt(text, findRanges(text, pattern));
const find = (text: string, given: Partial<Term> = {}) => findMatches(text, compileTerm(term(given)));

/** The highlighted texts of a line. */
const highlighted = ({ text, highlights }: MatchedLine) => highlights.map(([a, b]) => text.slice(a, b));

/** The text at the line and column of a match, as an editor counts lines. */
function pointedAt(page: string, { line, column, length }: MatchedLine): string {
  const breaks = [...page.matchAll(/\r\n|\n|\r/g)].map(found => found.index + found[0].length);
  const lineStart = [0, ...breaks][line - 1] ?? Number.NaN;
  return page.slice(lineStart + column, lineStart + column + length);
}

describe('line numbers', () => {
  const pages: [name: string, page: string, lines: number[]][] = [
    ['LF', 'python\n\nx python\n', [1, 3]],
    ['CRLF', 'python\r\n\r\nx python\r\n', [1, 3]],
    ['CR', 'python\r\rx python\r', [1, 3]],
    ['mixed breaks', 'a\r\nb\rc\n\rpython\n\npython', [5, 7]],
    ['no break', 'python', [1]],
    ['a match on the first and the last line', 'python\nx\npython', [1, 3]],
    ['a match right behind a break', '\npython', [2]],
    ['a match right before a break', 'python\r\n', [1]],
    ['Unicode separators, which end no line', 'a\u2028b\u2029c\u0085python', [1]],
  ];
  for (const [name, page, lines] of pages) {
    it(`are the editor's with ${name}`, () => {
      const found = find(page).lines;
      assert.deepEqual(
        found.map(({ line }) => line),
        lines,
      );
      for (const each of found) {
        assert.equal(pointedAt(page, each), 'python');
        assert.deepEqual(highlighted(each), ['python']);
      }
    });
  }
});

describe('matched lines', () => {
  it('hold all matches of a short line', () => {
    assert.deepEqual(find('a\n  Python, python; PYTHON  \n'), {
      count: 3,
      lines: [
        {
          line: 2,
          column: 2,
          length: 6,
          text: 'Python, python; PYTHON',
          highlights: [
            [0, 6],
            [8, 14],
            [16, 22],
          ],
        },
      ],
    });
  });

  it('leave out the indentation but not what is found in it', () => {
    assert.deepEqual(find('\t\t x python').lines[0]?.text, 'x python');
    const [line] = find('   x', { text: '  ' }).lines;
    assert.deepEqual([line?.column, line && highlighted(line)], [0, ['  ']]);
  });

  it('show a window around a match in a long line, and say where in the line it stands', () => {
    const page = `first\n${'x'.repeat(5_000)} python ${'y'.repeat(5_000)}`;
    const { count, lines } = find(page);
    assert.equal(count, 1);
    const [line] = lines;
    assert.ok(line);
    assert.deepEqual([line.line, line.column], [2, 5_001]);
    assert.match(line.text, /^x{10,60} python y{50,200}$/);
    assert.deepEqual(highlighted(line), ['python']);
  });

  it('are several windows where the matches of a long line are far apart', () => {
    const page = `python${'x'.repeat(10_000)}python${'y'.repeat(10_000)}python`;
    const { count, lines } = find(page);
    assert.equal(count, 3);
    assert.deepEqual(
      lines.map(({ line, column }) => [line, column]),
      [
        [1, 0],
        [1, 10_006],
        [1, 20_012],
      ],
    );
    for (const line of lines) {
      assert.deepEqual(highlighted(line), ['python']);
      assert.equal(pointedAt(page, line), 'python');
    }
  });

  it('stay short where the match itself is long', () => {
    const [line] = find(`a${'b'.repeat(100_000)}c`, { text: 'ab*c', regularExpression: true }).lines;
    assert.ok(line);
    assert.equal(line.length, 100_002);
    assert.ok(line.text.length < 500);
    assert.deepEqual(highlighted(line), [line.text]);
  });

  it('end at the end of their line where the match goes on', () => {
    const [line] = find('one two\nthree four', { text: 'two\\s+three', regularExpression: true }).lines;
    assert.ok(line);
    assert.deepEqual([line.line, line.column, line.length, line.text], [1, 4, 9, 'one two']);
    assert.deepEqual(highlighted(line), ['two']);
  });

  it('are safe to show, and highlights still stand right', () => {
    const [line] = find('\u202epython\u0000\u001b[31m $(bug) python').lines;
    assert.ok(line);
    assert.doesNotMatch(line.text, /[\p{Cc}\p{Bidi_Control}]/u);
    assert.deepEqual(highlighted(line), ['python', 'python']);
  });

  it('do not halve a character at the border of their window', () => {
    for (let pad = 0; pad < 4; pad++) {
      const [line] = find(`${' '.repeat(pad)}${'😀'.repeat(200)}python${'😀'.repeat(200)}`).lines;
      assert.ok(line);
      assert.ok(line.text.isWellFormed());
      assert.deepEqual(highlighted(line), ['python']);
    }
  });

  it(`are at most ${MOST_MATCHED_LINES}, while all matches count`, () => {
    const { count, lines } = find('python python\n'.repeat(200));
    assert.equal(count, 400);
    assert.equal(lines.length, MOST_MATCHED_LINES);
    assert.deepEqual([lines[0]?.line, lines.at(-1)?.line], [1, MOST_MATCHED_LINES]);
    assert.deepEqual(lines.at(-1)?.highlights.length, 2);
  });
});

describe('matches', () => {
  it('are none where the expression matches nothing', () => {
    assert.deepEqual(find('abc', { text: 'x*', regularExpression: true }), { count: 0, lines: [] });
    assert.deepEqual(find('a\nb', { text: '^|$|\\b', regularExpression: true }), { count: 0, lines: [] });
    assert.equal(find('axxbx', { text: 'x*', regularExpression: true }).count, 2);
  });

  it('are none in an empty page', () => assert.deepEqual(find(''), { count: 0, lines: [] }));

  it('of one page are not disturbed by the page before', () => {
    const pattern = compileTerm(term());
    pattern.lastIndex = 7;
    for (const page of ['x python', 'python', 'python']) assert.equal(findMatches(page, pattern).count, 1);
  });

  it('are found in a large page in reasonable time', () => {
    const page = 'all work and no play makes python a dull toy\r\n'.repeat(100_000);
    const { count, lines } = find(page);
    assert.deepEqual([count, lines.length], [100_000, MOST_MATCHED_LINES]);
  });
});
