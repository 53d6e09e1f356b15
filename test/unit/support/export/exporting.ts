/** Scans to export, and parsers for the exported documents. */

import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { EXPORT_FORMATS, type ExportFormatName } from '../../../../src/engine/export/formats.ts';
import type { ExportedScan, ExportLine } from '../../../../src/engine/export/record.ts';
import { exportLines } from '../../../../src/engine/export/record.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import type { Failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { SPAN_KINDS, type SpanKind } from '../../../../src/engine/model/timings.ts';
import { outcomes } from '../outcomes.ts';
import { onOneLine } from '../payloads.ts';
import { term } from '../term.ts';

/** The whole text of an export. */
export function written(format: ExportFormatName, scan: ExportedScan): string {
  return [...EXPORT_FORMATS[format].write(scan)].join('');
}

export function scanOf(lines: readonly ExportLine[], more: Partial<ExportedScan> = {}): ExportedScan {
  return {
    name: 'lists/urls.txt',
    uri: 'lists/urls.txt',
    term: term({ text: 'Python' }),
    lines,
    version: '1.2.3',
    at: new Date('2026-07-01T12:34:56.789Z'),
    ...more,
  };
}

/** A line for each kind of outcome, and two that are rejected. */
export function oneOfEach(): ExportedScan {
  const found = [...Object.values(outcomes), redirected];
  const text = [
    '# list',
    ...found.map((_, index) => `http://example.com/${index}`),
    'http://',
    '  ftp://a/ # x',
  ];
  return scanOf(exportLines(parseList(text.join('\n')), new Map(found.entries())));
}

function spans(...all: readonly (readonly [SpanKind, number, number])[]): number[] {
  return all.flatMap(([kind, start, end]) => [SPAN_KINDS.indexOf(kind), start, end]);
}

const redirected: Outcome = {
  ...outcomes.mention,
  finalUrl: 'https://example.org/new',
  chain: ['http://example.com/8', 'http://example.com/hop', 'https://example.org/new'],
  // One of them twice.
  timings: spans(['queue', 0, 4], ['tls', 4, 9], ['queue', 9, 10]),
  charset: 'UTF-8',
  note: 'The page is built by JavaScript',
};

/** A scan with the unescaped text in every field that comes from a page, a server or a list. */
export function hostileScan(texts: readonly string[]): ExportedScan {
  const lines = texts.flatMap((text): Omit<ExportLine, 'line'>[] => {
    const reason: Failure = { code: 'HTTP_STATUS', message: text, detail: text };
    const place = { start: 0, end: text.length, isAttached: true };
    const match = { line: 1, column: 0, length: 1, text, highlights: [] };
    const facts = { finalUrl: text, chain: [text, text], mediaType: text, charset: text, note: text };
    return [
      { ...place, text: onOneLine(text), rejected: reason },
      { ...place, text, outcome: failed(reason, facts) },
      {
        ...place,
        text: `http://example.com/${text}`,
        outcome: {
          ...outcomes.mention,
          ...facts,
          matches: [match, { ...match, frame: { index: 0, url: text } }],
        },
      },
      { ...place, text, outcome: { ...outcomes.part, failure: reason }, isAttached: false },
    ];
  });
  return scanOf(lines.map((line, index) => ({ ...line, line: index })));
}

/** Arbitrary UTF-16 text with many characters that have a meaning in some format. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'=+-@\t\r\n\0＝＋－＠"\'<>&|`\\[](){}*_#~!:/;,. $^]]>') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('http://', 'www.a.example', 'a@b.example', '<!--', '--', '1.', '&lt;'),
      },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('😀', 'é', 'a', 'B', '7', '\ud800', '\udfff', '\u202e', '\ufeff'),
      },
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The root of a document. @throws it is not well-formed */
export function parseXml(document: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', text => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  for (const event of ['cdata', 'comment', 'doctype', 'processinginstruction'] as const) {
    parser.on(event, () => {
      throw new Error(`There is a ${event}`);
    });
  }
  parser.write(document).close();
  const [top] = root.children;
  if (!top || root.children.length > 1) throw new Error('There is not one root');
  return top;
}
