/** Decides how a text is read: by its language, by the name of its file, or for plain text by its content. */

import { isJson } from '../links/data/json.ts';

/** `text` is any text whose format is not known, such as source code or a log. */
export const FORMATS = ['list', 'markdown', 'html', 'xml', 'csv', 'json', 'text'] as const;

export type Format = (typeof FORMATS)[number];

/** By VS Code's identifier of the language. Extensions have added those of CSV. */
const BY_LANGUAGE: ReadonlyMap<string, Format> = new Map(
  Object.entries({
    'url-list': 'list',
    markdown: 'markdown',
    html: 'html',
    vue: 'html',
    svelte: 'html',
    handlebars: 'html',
    xml: 'xml',
    xsl: 'xml',
    json: 'json',
    jsonc: 'json',
    jsonl: 'json',
    csv: 'csv',
    tsv: 'csv',
    'csv (semicolon)': 'csv',
    'csv (pipe)': 'csv',
    'dynamic csv': 'csv',
  } satisfies Record<string, Format>),
);

const EXTENSIONS: Readonly<Record<Exclude<Format, 'list' | 'text'>, string>> = {
  markdown: 'md markdown mdown mkd mdx',
  html: 'html htm xhtml vue svelte hbs',
  xml: 'xml rss atom opml svg xsl xslt rdf kml gpx wsdl xsd plist',
  csv: 'csv tsv tab',
  json: 'json jsonc json5 jsonl ndjson geojson jsonld webmanifest har ipynb',
};

const BY_EXTENSION = new Map(
  (Object.entries(EXTENSIONS) as [Format, string][]).flatMap(([format, names]) =>
    names.split(' ').map(name => [name, format] as const),
  ),
);

/**
 * Extensions of documents, programs and settings that are searched for URLs as they are. In all other files the content
 * decides, as in files without an extension.
 */
const TEXT: ReadonlySet<string> = new Set(
  (
    'rst adoc asciidoc org tex bib texi textile wiki pod man eml log yaml yml toml ini cfg conf properties env desktop ' +
    'css scss less js mjs cjs jsx ts mts cts tsx py pyi rb php pl pm lua go rs c h cc cpp hpp cs fs vb java kt kts scala ' +
    'groovy gradle swift m mm dart ex exs erl hs ml r jl clj lisp el vim sh bash zsh fish ps1 bat cmd sql graphql proto ' +
    'tf nix cmake make mk dockerfile patch diff'
  ).split(' '),
);

/** What is known of a text. */
export interface TextToRead {
  readonly text: string;
  /** VS Code's identifier of its language. */
  readonly languageId?: string | undefined;
  /** Name of its file; absent if it has none. */
  readonly name?: string | undefined;
}

export function formatOf({ languageId = 'plaintext', name = '', text }: TextToRead): Format {
  const byLanguage = BY_LANGUAGE.get(languageId);
  if (byLanguage) return byLanguage;
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const byName = BY_EXTENSION.get(extension);
  if (byName) return byName;
  return languageId !== 'plaintext' || TEXT.has(extension) ? 'text' : formatOfPlainText(text);
}

/** Beginnings of HTML and XML. A list in which a URL stands between `<` and `>` has none of them. */
const HTML = /^\s*<(?:!doctype\s+(?:html|netscape-bookmark-file-1)\b|html[\s>]|head[\s>]|body[\s>])/i;
const XML = /^\s*<(?:\?xml\s|(?:rss|feed|urlset|sitemapindex|opml|svg)[\s>])/;

/** How far the beginning of a text is looked at, in characters. */
const BEGINNING = 2_000;

/** The titles of columns that hold URLs. */
const URL_COLUMN = /^(?:url|urls|uri|link|links|href|website|web ?site|homepage)$/i;

/** A plain list is never anything else: only what no list begins with decides. */
function formatOfPlainText(text: string): Format {
  const beginning = text.slice(0, BEGINNING).replace(/^\ufeff/, '');
  if (HTML.test(beginning)) return 'html';
  if (XML.test(beginning)) return 'xml';
  if (/^\s*[[{]/.test(beginning) && isJson(text)) return 'json';
  return hasUrlColumn(beginning) ? 'csv' : 'list';
}

/** Whether the first line names columns, one of them that of the URLs. */
function hasUrlColumn(text: string): boolean {
  const first = text.split(/[\r\n]/, 1)[0] ?? '';
  if (first.includes('://') || first.startsWith('#')) return false;
  return [',', ';', '\t'].some(delimiter => {
    const titles = first.split(delimiter);
    return titles.length > 1 && titles.some(title => URL_COLUMN.test(title.trim().replace(/^"(.*)"$/, '$1')));
  });
}
