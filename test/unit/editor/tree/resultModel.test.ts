/** The rows of a folder are those of all its lines, and no line is looked at twice while they come. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { GROUP_KINDS, groupOfLine, Session } from '../../../../src/editor/model/session.ts';
import type { TrackedLine } from '../../../../src/editor/model/trackedLines.ts';
import { ResultModel } from '../../../../src/editor/tree/resultModel.ts';
import { ListMerger } from '../../../../src/engine/documents/listMerger.ts';
import { parseList, rangesOfLine } from '../../../../src/engine/links/list/readList.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { runs } from '../../support/properties.ts';

const BY_LINES = { rangesIn: rangesOfLine, readsLines: true };
const TERM = { text: 'x', matchCase: false, wholeWord: false, regularExpression: false };
const FAILED = failed(failure('BODY_CUT', 'It was cut'));
const NO_MENTION: Outcome = { ms: 1, bytes: 2, kind: 'noMention' };

const uriOf = (path: string) => ({ path, toString: () => `file://${path}` }) as unknown as vscode.Uri;

/** @param texts the lists of the documents of a folder */
function sessionOf(texts: readonly string[]): Session {
  const merger = new ListMerger();
  for (const [document, text] of texts.entries()) merger.add(document, parseList(text));
  const documents = texts.map((_, index) => ({
    uri: uriOf(`/folder/${index}.txt`),
    tracking: BY_LINES,
    isList: true,
  }));
  const source = { uri: uriOf('/folder'), list: merger.list(), documents, isSelection: false, notes: [] };
  return new Session(source, TERM, () => {});
}

/** The options of the view, which count what they are asked. */
class Options {
  readonly grouping = 'verdict';
  readonly sorting = 'list';
  readonly kinds = new Set<never>();
  text = '';
  asked = 0;

  get isFiltered(): boolean {
    return this.text !== '';
  }

  allowsKind(): boolean {
    return true;
  }

  allows(line: TrackedLine): boolean {
    this.asked++;
    return groupOfLine(line) !== undefined && line.text.includes(this.text);
  }
}

/** The documents as they are shown: each with the lines of its groups. */
function shown(model: ResultModel): unknown[] {
  return model.roots.flatMap(file =>
    file.type === 'file'
      ? [
          [
            file.document,
            model.linesOf(file).map(({ index }) => index),
            model
              .children(file)
              .map(group =>
                group.type === 'group'
                  ? [group.kind, ...model.linesOf(group).map(({ index }) => index)]
                  : assert.fail(),
              ),
          ],
        ]
      : [],
  );
}

/** The same, from all lines. */
function expected(session: Session, text: string): unknown[] {
  const lines = session.lines.filter(line => groupOfLine(line) && line.text.includes(text));
  const files = [...Map.groupBy(lines, ({ document }) => document)];
  const hasFailed = (of: readonly TrackedLine[]) => of.some(line => groupOfLine(line) === 'failed');
  return files
    .toSorted(([a, ofA], [b, ofB]) => Number(hasFailed(ofB)) - Number(hasFailed(ofA)) || a - b)
    .map(([document, of]) => [
      document,
      of.map(({ index }) => index),
      GROUP_KINDS.flatMap(kind => {
        const ofKind = of.filter(line => groupOfLine(line) === kind);
        return ofKind.length ? [[kind, ...ofKind.map(({ index }) => index)]] : [];
      }),
    ]);
}

describe('the rows of a folder', () => {
  it('are those of its lines, in whatever order outcomes come, filtered or not, and after another scan', () => {
    const url = fc.constantFrom('http://a.example/', 'http://b.example/', 'http://c.example/1', 'http://');
    const text = fc.array(url, { maxLength: 6 }).map(lines => lines.join('\n'));
    const event = fc.record({
      target: fc.nat(2),
      isFailed: fc.boolean(),
      filter: fc.constantFrom('', 'a', 'c'),
      isNewScan: fc.integer({ min: 0, max: 5 }).map(number => number === 0),
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.array(event, { maxLength: 12 }),
        (texts, events) => {
          const session = sessionOf(texts);
          const options = new Options();
          const model = new ResultModel(session, options);
          session.begin([...session.targets.keys()]);
          for (const { filter, isFailed, isNewScan, target } of events) {
            if (isNewScan) session.begin([...session.targets.keys()]);
            const isOpen = target < session.targets.length && !session.lineOf(target)?.outcome;
            if (isOpen) session.addOutcomes([[target, isFailed ? FAILED : NO_MENTION]]);
            options.text = filter;
            model.refresh();
            assert.deepEqual(shown(model), expected(session, filter));
            if (filter)
              assert.equal(
                model.shownCount,
                expected(session, filter).flatMap(each => (each as [number, number[]])[1]).length,
              );
          }
        },
      ),
      runs(200),
    );
  });

  it('cost a look at each line once, for 10,000 files with 100,000 links', () => {
    const texts = Array.from({ length: 10_000 }, (_, file) =>
      Array.from({ length: 10 }, (_, link) => `http://host.example/${(file * 7 + link) % 20_000}`).join('\n'),
    );
    const session = sessionOf(texts);
    assert.equal(session.lines.length, 100_000);
    const options = new Options();
    options.text = 'host';
    const model = new ResultModel(session, options);
    const targets = [...session.targets.keys()];
    session.begin(targets);
    for (let start = 0; start < targets.length; start += 500) {
      session.addOutcomes(
        targets.slice(start, start + 500).map(target => [target, target % 9 ? NO_MENTION : FAILED]),
      );
      for (const _ of [1, 2]) {
        model.refresh();
        assert.ok(model.roots.length > 50);
        for (const file of model.roots) if (file.type === 'file') model.children(file);
      }
    }
    session.end();
    model.refresh();
    assert.equal(model.shownCount, 100_000);
    assert.equal(options.asked, 100_000);
  });
});
