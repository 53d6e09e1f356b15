/** All lines of one scan, and their positions in their documents. */

import type { Failure } from '../../engine/model/failure.ts';
import { outcomeOfLine } from '../../engine/model/fragments.ts';
import { type Entry, type List, linesInOrder, type RejectedLine } from '../../engine/model/list.ts';
import type { Outcome } from '../../engine/model/outcome.ts';
import { type DocumentLine, DocumentLines, type Tracking } from './documentLines.ts';
import { type BlockOffset, lineOf } from './lineBlocks.ts';

/** A line of the list. Its text is the one that was scanned; its position is the current one. */
export interface TrackedLine {
  /** Index among the lines of the scan. Never changes. */
  readonly index: number;
  /** Index of the document that it stands in. */
  readonly document: number;
  /** The URL as it was scanned. For a rejected line, the text in place of a URL. */
  readonly text: string;
  /** Id of the target; `undefined` for a rejected line. */
  readonly target?: number | undefined;
  /** Why the line was rejected. */
  readonly rejected?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
  /** Line in the document, from 0. The last known line if it is not attached. */
  readonly line: number;
  /** Range of the URL in its line, in UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
  /** Whether the document still has the scanned text at this position. */
  readonly isAttached: boolean;
}

class ScannedLine implements TrackedLine, DocumentLine {
  readonly index: number;
  readonly document: number;
  readonly text: string;
  readonly source: string;
  readonly target: number | undefined;
  readonly rejected: Failure | undefined;
  outcome: Outcome | undefined;
  start: number;
  end: number;
  offset: BlockOffset | undefined;
  lineInBlock: number;

  constructor(place: Entry | RejectedLine, index: number) {
    this.index = index;
    this.document = place.document ?? 0;
    this.text = place.text;
    this.source = place.source ?? place.text;
    this.target = 'target' in place ? place.target : undefined;
    this.rejected = 'failure' in place ? place.failure : undefined;
    this.start = place.start;
    this.end = place.end;
    this.lineInBlock = place.line;
  }

  get line(): number {
    return lineOf(this);
  }

  get isAttached(): boolean {
    return this.offset !== undefined;
  }
}

/** All lines of one scan. The cost of an edit depends on the lines it touches, and hardly on the length of the list. */
export class TrackedLines {
  /** In the order of the list as it was scanned. */
  readonly all: readonly TrackedLine[];

  readonly #all: readonly ScannedLine[];
  /** The lines of each target, by target id. */
  readonly #ofTarget: readonly ScannedLine[][];
  readonly #documents: readonly DocumentLines<ScannedLine>[];

  /** @param trackings how each document is followed, by its index */
  constructor(list: List, trackings: readonly Tracking[]) {
    this.#all = linesInOrder(list).map((each, index) => new ScannedLine(each, index));
    this.all = this.#all;
    const byDocument = Map.groupBy(this.#all, ({ document }) => document);
    this.#documents = trackings.map(
      (tracking, index) => new DocumentLines(byDocument.get(index) ?? [], tracking),
    );
    this.#ofTarget = list.targets.map(() => []);
    for (const line of this.#all) {
      if (line.target !== undefined) this.#ofTarget[line.target]?.push(line);
    }
  }

  /** The lines of a document, by its index. */
  in(document: number): DocumentLines<DocumentLine & TrackedLine> | undefined {
    return this.#documents[document];
  }

  /**
   * Sets the outcome of all lines of a target.
   * @returns these lines
   */
  setOutcome(target: number, outcome: Outcome | undefined): readonly TrackedLine[] {
    const lines = this.#ofTarget[target] ?? [];
    for (const line of lines) line.outcome = outcome && outcomeOfLine(line.text, outcome);
    return lines;
  }

  /** All lines of a target. */
  of(target: number): readonly TrackedLine[] {
    return this.#ofTarget[target] ?? [];
  }
}
