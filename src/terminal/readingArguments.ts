/** The arguments that say how lists and documents are read. */

import { DOCUMENT_EXTENSIONS } from '../engine/documents/documentExtensions.ts';
import { FORMATS, type Format } from '../engine/documents/formats.ts';
import { firstBase } from '../engine/links/baseUrl.ts';
import { type ReadOptions, USUAL_READ_OPTIONS } from '../engine/links/readOptions.ts';
import { UsageError } from './usageError.ts';

export interface ReadingArguments {
  /** How the texts are read. */
  readonly reading: ReadOptions;
  /** The format of all texts; recognised if absent. */
  readonly inputFormat?: Format;
  /** Extensions of the files of folders that are read. */
  readonly extensions: readonly string[];
}

export const READING_FLAGS = {
  'input-format': { type: 'string' },
  extensions: { type: 'string' },
  base: { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'no-images': { type: 'boolean' },
  code: { type: 'boolean' },
  'no-hosts': { type: 'boolean' },
} as const;

export const READING_HELP = `      --input-format FORMAT  read all files as list, markdown, html, xml, csv, json or text
                             (default: by the name of the file, and for .txt by its content)
      --extensions LIST      files of folders to read, such as md,html (default documents: Markdown,
                             HTML, text, CSV, feeds and so on, without what .gitignore names)
      --base URL             scan relative links, against this URL
      --include PATTERN      scan only URLs that hold this text; * stands for any characters
                             (may be repeated)
      --exclude PATTERN      leave out URLs that hold this text (may be repeated)
      --no-images            leave out the images of documents
      --code                 scan the URLs in code within documents, too
      --no-hosts             reject hosts without https:// in lists, such as example.com
`;

type Values = {
  readonly [Flag in keyof typeof READING_FLAGS]?:
    | ((typeof READING_FLAGS)[Flag] extends { readonly multiple: true }
        ? string[]
        : (typeof READING_FLAGS)[Flag] extends { readonly type: 'string' }
          ? string
          : boolean)
    | undefined;
};

/** @throws {UsageError} */
export function readingArguments(values: Values): ReadingArguments {
  return {
    reading: {
      ...USUAL_READ_OPTIONS,
      assumesScheme: !values['no-hosts'],
      roles: [
        'link',
        ...(values['no-images'] ? [] : (['image'] as const)),
        ...(values.code ? (['code'] as const) : []),
      ],
      include: patterns('include', values.include),
      exclude: patterns('exclude', values.exclude),
      ...(values.base === undefined ? {} : { base: base(values.base) }),
    },
    ...(values['input-format'] === undefined ? {} : { inputFormat: inputFormat(values['input-format']) }),
    extensions: values.extensions === undefined ? DOCUMENT_EXTENSIONS : extensions(values.extensions),
  };
}

function inputFormat(text: string): Format {
  const found = FORMATS.find(name => name === text);
  if (!found) throw new UsageError(`--input-format takes one of ${FORMATS.join(', ')}, not “${text}”`);
  return found;
}

function extensions(text: string): string[] {
  const found = text.split(/[\s,]+/).flatMap(each => each.replace(/^\*?\./, '').toLowerCase() || []);
  if (!found.length) throw new UsageError('--extensions takes a list such as md,html');
  return found;
}

function base(text: string): string {
  const found = firstBase(text);
  if (found === undefined) throw new UsageError(`--base takes an http: or https: URL, not “${text}”`);
  return found;
}

function patterns(flag: string, given: readonly string[] = []): readonly string[] {
  if (given.some(pattern => !/[^\s*]/.test(pattern)))
    throw new UsageError(`--${flag} takes a part of a URL, such as example.com/*/private`);
  return given;
}
