/** URLs in running text, and several on one line, stay at their places while the text is edited. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Change, Tracking } from '../../../../src/editor/model/documentLines.ts';
import { TrackedLines } from '../../../../src/editor/model/trackedLines.ts';
import { parseList, rangesOfLine } from '../../../../src/engine/links/list/readList.ts';
import { detectedIn } from '../../../../src/engine/links/text/detector.ts';
import { runs } from '../../support/properties.ts';

const BY_LINES: Tracking = { rangesIn: rangesOfLine, readsLines: true };
const AS_TEXT: Tracking = {
  rangesIn: line => detectedIn(line).map(({ end, start }) => ({ start, end, text: line.slice(start, end) })),
  readsLines: false,
};

/** A document that is edited as in the editor. */
class Text {
  lines: string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): { text: string } {
    return { text: this.lines[line] ?? assert.fail(`there is no line ${line}`) };
  }

  /** Replaces what stands between two offsets. */
  replace(from: number, to: number, text: string): Change {
    const all = this.lines.join('\n');
    const change = { range: { start: this.#at(from), end: this.#at(to) }, text };
    this.lines = (all.slice(0, from) + text + all.slice(to)).split('\n');
    return change;
  }

  #at(offset: number): { line: number; character: number } {
    const before = this.lines.join('\n').slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }
}

const TEXT =
  'see https://a.example/x and https://b.example/, or\nhttps://a.example/x twice (https://c.example)\nend';

function tracked(text: string, tracking: Tracking) {
  const document = new Text(text);
  const lines = new TrackedLines(parseList(text), [tracking]);
  const edit = (from: string, text: string, length = 0) => {
    const at = document.lines.join('\n').indexOf(from);
    lines.in(0)?.apply([document.replace(at, at + length, text)], document);
  };
  const places = () =>
    lines.all.map(({ end, isAttached, line, start }) =>
      isAttached ? (document.lines[line]?.slice(start, end) ?? '') : undefined,
    );
  return { document, edit, lines, places };
}

const ALL = ['https://a.example/x', 'https://b.example/', 'https://a.example/x', 'https://c.example'];

describe('the URLs of a text', () => {
  it('are found on their lines', () => assert.deepEqual(tracked(TEXT, AS_TEXT).places().slice(0, 4), ALL));

  it('move with what is typed in front of them, and stay with what is typed behind them', () => {
    const { edit, lines, places } = tracked(TEXT, AS_TEXT);
    edit('see', 'Please ');
    edit(' or', ' (a remark)');
    edit('twice', 'here\nand ');
    assert.deepEqual(places().slice(0, 4), ALL);
    assert.deepEqual(
      lines.all.slice(0, 4).map(({ line, start }) => [line, start]),
      [
        [0, 11],
        [0, 35],
        [1, 0],
        [2, 11],
      ],
    );
  });

  it('are let go when one is edited, and the others of its line stay', () => {
    const { edit, places } = tracked(TEXT, AS_TEXT);
    edit('.example/,', 'ig', 0);
    assert.deepEqual(places().slice(0, 4), [ALL[0], undefined, ALL[2], ALL[3]]);
    edit('ig.example/,', '', 2);
    assert.deepEqual(places().slice(0, 4), ALL);
  });

  it('are let go when something is typed right behind them that belongs to the URL, and stay if it does not', () => {
    const { edit, places } = tracked(TEXT, AS_TEXT);
    edit(' and', '/y');
    assert.equal(places()[0], undefined);
    edit('/y and', '', 2);
    edit(' and', '.');
    assert.equal(places()[0], ALL[0]);
  });

  it('stay where they are when lines are joined and divided', () => {
    const { edit, lines, places } = tracked(TEXT, AS_TEXT);
    edit('\nhttps://a', ' ', 1);
    assert.deepEqual(places().slice(0, 4), ALL);
    edit(' (', '\n(', 2);
    assert.deepEqual(places().slice(0, 4), ALL);
    assert.deepEqual(
      lines.all.slice(0, 4).map(({ line }) => line),
      [0, 0, 0, 1],
    );
  });

  const edits = fc.array(
    fc.tuple(
      fc.nat(400),
      fc.nat(12),
      fc.constantFrom('', ' ', '\n', 'x', '\n\n', ' https://a.example/x ', '/', '.', ')'),
    ),
    { minLength: 1, maxLength: 8 },
  );

  for (const [name, tracking] of [
    ['a text', AS_TEXT],
    ['a list with several on a line', BY_LINES],
  ] as const) {
    it(`of ${name} stand where it says, whatever is edited, and no two at one place`, () => {
      fc.assert(
        fc.property(edits, all => {
          const { document, lines } = tracked(TEXT, tracking);
          for (const [from, length, text] of all) {
            const end = document.lines.join('\n').length;
            const start = Math.min(from, end);
            lines.in(0)?.apply([document.replace(start, Math.min(end, start + length), text)], document);
            const attached = lines.all.filter(({ isAttached }) => isAttached);
            for (const { end, line, start, text } of attached)
              assert.equal(document.lines[line]?.slice(start, end), text, JSON.stringify(document.lines));
            const places = attached.map(({ line, start }) => `${line}:${start}`);
            assert.equal(new Set(places).size, places.length);
            const inOrder = attached.toSorted((a, b) => a.line - b.line || a.start - b.start);
            assert.deepEqual(lines.in(0)?.between(0, Number.POSITIVE_INFINITY), inOrder);
          }
        }),
        runs(300),
      );
    });
  }
});
