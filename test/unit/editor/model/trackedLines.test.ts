/** Verdicts stay on their lines during edits. The cost of an edit does not grow with the list. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Change, LineSource } from '../../../../src/editor/model/documentLines.ts';
import { type TrackedLine, TrackedLines } from '../../../../src/editor/model/trackedLines.ts';
import { parseList, rangesOfLine } from '../../../../src/engine/links/list/readList.ts';
import { runs } from '../../support/properties.ts';

/** A document in an editor. It counts how often a line is read. */
class Document implements LineSource {
  lines: string[];
  asked = 0;

  constructor(lines: string[]) {
    this.lines = lines;
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): { text: string } {
    this.asked++;
    return { text: this.lines[line] ?? assert.fail(`there is no line ${line}`) };
  }

  /** Replaces whole lines. */
  replace(start: number, end: number, lines: string[]): Change {
    this.lines.splice(start, end - start + 1, ...lines);
    return {
      range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
      text: lines.join('\n'),
    };
  }
}

const BY_LINES = { rangesIn: rangesOfLine, readsLines: true };

function urls(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `http://host-${index}.example/`);
}

/** Checks that a line is attached exactly if its text is unchanged, and that no two lines are attached at one place. */
function check(tracked: TrackedLines, document: Document): void {
  const attached = tracked.all.filter(({ isAttached }) => isAttached);
  for (const line of attached) {
    const [range] = rangesOfLine(document.lines[line.line] ?? '');
    assert.deepEqual([range?.start, range?.end, range?.text], [line.start, line.end, line.text]);
  }
  assert.equal(new Set(attached.map(({ line }) => line)).size, attached.length);
  const inOrder = attached.toSorted((a, b) => a.line - b.line);
  assert.deepEqual(tracked.in(0)?.between(0, Number.POSITIVE_INFINITY), inOrder);
  const [from, to] = [document.lineCount / 3, document.lineCount / 2];
  assert.deepEqual(
    tracked.in(0)?.between(from, to),
    inOrder.filter(({ line }) => line >= from && line < to),
  );
}

describe('the lines of a scan', () => {
  it('stand where the document says what they said, after any edits', () => {
    const text = fc.constantFrom(
      'http://a.example/',
      '  http://b.example/ # why',
      'http://c.example/',
      '',
      '# no',
      'x',
    );
    const edit = fc.record({
      at: fc.nat(),
      length: fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, fc.nat(2_000)),
      lines: fc.array(text, { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 1_500, size: 'max' }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        (lines, edits) => {
          const document = new Document([...lines]);
          const tracked = new TrackedLines(parseList(lines.join('\n')), [BY_LINES]);
          check(tracked, document);
          for (const parts of edits) {
            // VS Code reports the changes of one edit like this: from the end of the document, without overlaps.
            const changes: Change[] = [];
            let below = document.lineCount;
            for (const { at, length, lines } of parts) {
              if (below < 1) break;
              const start = at % below;
              const end = Math.min(below - 1, start + length);
              changes.push(document.replace(start, end, lines));
              below = start;
            }
            tracked.in(0)?.apply(changes, document);
            check(tracked, document);
          }
          tracked.in(0)?.attach(document);
          check(tracked, document);
        },
      ),
      runs(150),
    );
  });

  it('are all found again in a document that was away', () => {
    const lines = urls(3_000);
    const tracked = new TrackedLines(parseList(lines.join('\n')), [BY_LINES]);
    const document = new Document(['# new', ...lines.toReversed(), '']);
    tracked.in(0)?.attach(document);
    check(tracked, document);
    assert.ok(tracked.all.every(({ isAttached }) => isAttached));
  });

  it('that were deleted are known when they come back, the first of equal ones first', () => {
    const document = new Document(['http://a.example/', 'http://b.example/', 'http://a.example/']);
    const tracked = new TrackedLines(parseList(document.lines.join('\n')), [BY_LINES]);
    tracked.in(0)?.apply([document.replace(0, 2, ['# nothing'])], document);
    assert.deepEqual(attachedLines(tracked), []);
    tracked.in(0)?.apply([document.replace(0, 0, ['http://a.example/', '# nothing'])], document);
    assert.deepEqual(attachedLines(tracked), [[0, 0]]);
    tracked.in(0)?.apply([document.replace(1, 1, ['http://a.example/', 'http://b.example/'])], document);
    assert.deepEqual(attachedLines(tracked), [
      [0, 0],
      [1, 2],
      [2, 1],
    ]);
  });

  it('are followed through edits of a list of 100,000 without a look at the rest of it', () => {
    const document = new Document(urls(100_000));
    const tracked = new TrackedLines(parseList(document.lines.join('\n')), [BY_LINES]);
    // A person types in the first line, and inserts lines above it.
    for (let key = 0; key < 200; key++) {
      tracked
        .in(0)
        ?.apply(
          [document.replace(0, 0, [key % 2 ? 'http://host-0.example/' : 'http://host-0.example/x'])],
          document,
        );
      document.lines.unshift('');
      tracked
        .in(0)
        ?.apply(
          [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' }],
          document,
        );
      document.lines.shift();
      tracked
        .in(0)
        ?.apply(
          [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }],
          document,
        );
    }
    assert.ok(document.asked <= 200 * 5, `${document.asked} lines were read`);
    check(tracked, document);
    assert.equal(tracked.all.at(-1)?.line, 99_999);
  });

  it('go with the one that holds all others when everything is replaced', () => {
    const document = new Document(urls(150_000));
    const tracked = new TrackedLines(parseList(document.lines.join('\n')), [BY_LINES]);
    tracked.in(0)?.apply(
      [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 149_999, character: 0 } },
          text: document.lines.join('\n'),
        },
      ],
      document,
    );
    assert.ok(tracked.all.every(({ isAttached, line, index }) => isAttached && line === index));
  });
});

function attachedLines(tracked: TrackedLines): [index: number, line: number][] {
  return tracked.all
    .filter(({ isAttached }) => isAttached)
    .map(({ index, line }: TrackedLine) => [index, line]);
}
