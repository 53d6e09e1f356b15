/** A list in a message to another process. */

import type { Format } from '../documents/formats.ts';
import type { ReadDocument } from '../documents/readDocument.ts';
import type { NamedFile } from '../documents/readFiles.ts';
import type { List } from '../model/list.ts';

/** A {@link List} as JSON. */
interface SentList extends Omit<List, 'assumed'> {
  readonly assumed: readonly number[];
}

/** A {@link ReadDocument} as JSON. */
export interface SentDocument extends Omit<ReadDocument, 'list'> {
  readonly list: SentList;
  readonly format: Format;
}

/** A file of a {@link import('../documents/readFiles.ts').readFiles} as JSON. */
export type SentFile = { readonly path: string } & (
  | { readonly document: SentDocument; readonly problem?: never }
  | { readonly document?: never; readonly problem: string }
);

export function toSentFile({ document, format, path, problem }: NamedFile): SentFile {
  return problem === undefined ? { path, document: toSentDocument(document, format) } : { path, problem };
}

export function toSentDocument({ list, ...rest }: ReadDocument, format: Format): SentDocument {
  return { ...rest, list: { ...list, assumed: [...list.assumed] }, format };
}

export function fromSentDocument({
  list,
  ...rest
}: SentDocument): ReadDocument & { readonly format: Format } {
  return { ...rest, list: { ...list, assumed: new Set(list.assumed) } };
}
