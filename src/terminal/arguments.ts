/** The arguments of the terminal command. */

import { parseArgs } from 'node:util';
import { modelTexts } from '../engine/compare/modelTexts.ts';
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from '../engine/export/formats.ts';
import { MODELS, type ModelName } from '../engine/model/concurrencyModel.ts';
import {
  BOUNDS,
  type BoundedOption,
  type EngineOptions,
  engineOptions,
  SEARCH_IN,
  type SearchIn,
} from '../engine/model/options.ts';
import type { ProxySettings } from '../engine/model/proxySettings.ts';
import { compileTerm, NO_TERM, PYTHON, type Term } from '../engine/model/term.ts';
import { isDnsServer } from '../engine/network/connect/resolver.ts';
import { splitNoProxy } from '../engine/network/proxy/noProxy.ts';
import { InvalidProxyError, proxySettings } from '../engine/network/proxy/readProxySettings.ts';
import { assertCompatible } from './compatibleFlags.ts';
import { READING_FLAGS, READING_HELP, type ReadingArguments, readingArguments } from './readingArguments.ts';
import { UsageError } from './usageError.ts';

/**
 * The format of the output. `text`: a summary for people; `jsonl`: one JSON object a line, printed as soon as it is
 * known; the others: a document at the end.
 */
export type OutputFormat = 'text' | 'jsonl' | ExportFormatName;

export const OUTPUT_FORMATS: readonly OutputFormat[] = ['text', 'jsonl', ...EXPORT_FORMAT_NAMES];

export interface Arguments extends ReadingArguments {
  /** Paths of lists, documents and folders; only `-` for standard input. */
  readonly paths: readonly string[];
  /** Whether to print what would be scanned, instead of scanning it. */
  readonly dryRun: boolean;
  /** Whether the fragments of URLs are looked for in their pages. */
  readonly checkFragments: boolean;
  /** {@link NO_TERM} for a check. */
  readonly term: Term;
  readonly options: EngineOptions;
  readonly format: OutputFormat;
  /** Path of the output file; absent for standard output. */
  readonly output?: string;
  /** Whether to compare the concurrency models by scanning the list with each of them. */
  readonly compare: boolean;
  /** Path of the file with headers for hosts. */
  readonly headersFile?: string;
}

/** The flags as `parseArgs` of Node.js takes them. {@link HELP} names each. */
export const FLAGS = {
  ...READING_FLAGS,
  'dry-run': { type: 'boolean' },
  term: { type: 'string', short: 't' },
  'no-term': { type: 'boolean' },
  'check-fragments': { type: 'boolean' },
  'match-case': { type: 'boolean' },
  'whole-word': { type: 'boolean' },
  regex: { type: 'boolean' },
  'search-in': { type: 'string' },
  'regex-timeout': { type: 'string' },
  json: { type: 'boolean' },
  format: { type: 'string', short: 'f' },
  output: { type: 'string', short: 'o' },
  model: { type: 'string' },
  compare: { type: 'boolean' },
  concurrency: { type: 'string' },
  'per-host': { type: 'string' },
  processes: { type: 'string' },
  interval: { type: 'string' },
  retries: { type: 'string' },
  timeout: { type: 'string' },
  'connect-timeout': { type: 'string' },
  'max-size': { type: 'string' },
  'user-agent': { type: 'string' },
  'allow-private': { type: 'boolean' },
  'dns-server': { type: 'string', multiple: true },
  'headers-file': { type: 'string' },
  proxy: { type: 'string' },
  'no-proxy': { type: 'string' },
  'no-system-certificates': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const NUMBERS = {
  concurrency: 'concurrency',
  'per-host': 'perHostConcurrency',
  processes: 'processes',
  interval: 'hostInterval',
  retries: 'retries',
  timeout: 'totalTimeout',
  'connect-timeout': 'connectTimeout',
  'max-size': 'maxPageSize',
  'regex-timeout': 'regularExpressionTimeout',
} as const satisfies Partial<Record<keyof typeof FLAGS, BoundedOption>>;

/** Flags that take whole numbers only. */
const WHOLE: ReadonlySet<string> = new Set(['concurrency', 'per-host', 'processes', 'retries']);

function bounds(flag: keyof typeof NUMBERS): string {
  const { minimum, maximum, default: usual } = BOUNDS[NUMBERS[flag]];
  return `${minimum} to ${maximum}, default ${usual}`;
}

const MODEL_HELP = MODELS.map(
  model => `${' '.repeat(29)}${model.padEnd(14)} ${modelTexts(model).name.toLowerCase()}`,
).join('\n');

export const HELP = `Usage: scan-urls FILE… [options]

Finds the pages of the list that mention the term, and the links that are dead.
FILE is a list of URLs, any other document with links (Markdown, HTML, XML, CSV, JSON or any
text), a folder of documents, or - for standard input.

${READING_HELP}      --dry-run              print what would be scanned, and ask nobody

  -t, --term TEXT            the text to look for (default ${PYTHON})
      --match-case           distinguish upper and lower case
      --whole-word           find the term only as a whole word
      --regex                read the term as a regular expression
      --regex-timeout SECONDS
                             limit for the expression on each page (${bounds('regex-timeout')})
      --search-in source|text
                             search the source of a page (default), or only its title and
                             text, with character references such as &eacute; decoded
      --no-term              look for nothing, and only ask whether the pages answer
      --check-fragments      also look for the #section of each URL in its page, and for the text
                             of #:~:text=…
  -f, --format FORMAT        output format: text (default), jsonl, csv, json, markdown, html,
                             sarif or junit; all but text contain every line of the list
      --json                 same as --format jsonl: one object a line, as soon as it is known
  -o, --output FILE          write to this file instead of standard output; replaces the file
                             when the new one is whole

      --concurrency N        simultaneous requests to all hosts (${bounds('concurrency')})
      --per-host N           simultaneous requests to one host (${bounds('per-host')})
      --processes N          maximum of engine processes, for long lists (${bounds('processes')})
      --model NAME           the concurrency model (default pool):
${MODEL_HELP}
      --compare              scan with each model, one after another, and print a table
      --interval SECONDS     pause between requests to one host (${bounds('interval')})
      --retries N            retries after a temporary failure (${bounds('retries')})
      --timeout SECONDS      limit for a URL with redirects and retries (${bounds('timeout')})
      --connect-timeout SECONDS
                             limit for a name look-up, and for a connection
                             (${bounds('connect-timeout')})
      --max-size MIB         search only this much of a page (${bounds('max-size')})
      --user-agent TEXT      the User-Agent header
      --allow-private        also follow redirects and public names into private networks
      --dns-server ADDRESS   use this DNS server instead of the system's (may be repeated)
      --headers-file FILE    headers for hosts, one a line, such as
                             https://example.com Authorization: Bearer …
      --proxy URL            proxy for all pages (default from HTTP_PROXY, HTTPS_PROXY and
                             ALL_PROXY)
      --no-proxy HOSTS       hosts to contact directly: names, addresses or ranges, separated
                             by commas (default from NO_PROXY)
      --no-system-certificates
                             do not use the operating system's trust store
  -h, --help                 print this text
  -v, --version              print the version

Exit status: 0 all pages answered, 1 some failed, 2 wrong usage or a file that cannot be
opened, 3 the output cannot be written, 130 interrupted, 141 the reader of the output has
gone.
`;

/**
 * Reads the command line.
 * @param version for `--version` and the default User-Agent
 * @param environment its variables name the proxies, unless flags do
 * @returns the arguments, or the text to print for `--help` and `--version`
 * @throws {UsageError}
 * @throws {import('../engine/model/term.ts').InvalidTermError}
 */
export function readArguments(
  args: readonly string[],
  version: string,
  environment: NodeJS.ProcessEnv = {},
): Arguments | string {
  const { values, positionals } = parse(args);
  if (values.help) return HELP;
  if (values.version) return `${version}\n`;
  if (!positionals.length) throw new UsageError('no list is given');
  if (positionals.length > 1 && positionals.includes('-'))
    throw new UsageError('standard input cannot be scanned together with files');
  assertCompatible(values);
  const numbers = Object.entries(NUMBERS).flatMap(([flag, option]) => {
    const value = values[flag as keyof typeof NUMBERS];
    return value === undefined ? [] : [[option, number(flag as keyof typeof NUMBERS, value)]];
  });
  return {
    paths: positionals,
    ...readingArguments(values),
    dryRun: values['dry-run'] ?? false,
    checkFragments: values['check-fragments'] ?? false,
    term: values['no-term'] ? NO_TERM : searchTerm(values),
    options: engineOptions(
      {
        ...Object.fromEntries(numbers),
        ...(values.model === undefined ? {} : { model: modelNamed(values.model) }),
        ...(values['user-agent'] === undefined ? {} : { userAgent: values['user-agent'] }),
        ...(values['search-in'] === undefined ? {} : { searchIn: searchIn(values['search-in']) }),
        ...(values['allow-private'] ? { privateAddresses: 'always' } : {}),
        dnsServers: (values['dns-server'] ?? []).map(dnsServer),
        proxies: proxies(values.proxy, values['no-proxy'], environment),
        systemCertificates: !values['no-system-certificates'],
      },
      version,
    ),
    format: format(values.format, values.json),
    ...(values.output === undefined ? {} : { output: output(values.output) }),
    compare: values.compare ?? false,
    ...(values['headers-file'] === undefined ? {} : { headersFile: values['headers-file'] }),
  };
}

/** @throws {import('../engine/model/term.ts').InvalidTermError} an empty term, too: it would stand for none */
function searchTerm(values: ReturnType<typeof parse>['values']): Term {
  const term = {
    text: values.term ?? PYTHON,
    matchCase: values['match-case'] ?? false,
    wholeWord: values['whole-word'] ?? false,
    regularExpression: values.regex ?? false,
  };
  compileTerm(term);
  return term;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function number(flag: keyof typeof NUMBERS, text: string): number {
  const { minimum, maximum } = BOUNDS[NUMBERS[flag]];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= minimum && value <= maximum) || (WHOLE.has(flag) && !Number.isInteger(value))) {
    const kind = WHOLE.has(flag) ? 'a whole number' : 'a number';
    throw new UsageError(`--${flag} takes ${kind} from ${minimum} to ${maximum}, not “${text}”`);
  }
  return value;
}

function format(text: string | undefined, json: boolean | undefined): OutputFormat {
  if (text === undefined) return json ? 'jsonl' : 'text';
  const found = OUTPUT_FORMATS.find(name => name === text);
  if (!found)
    throw new UsageError(
      `--format takes ${OUTPUT_FORMATS.slice(0, -1).join(', ')} or ${OUTPUT_FORMATS.at(-1)}, not “${text}”`,
    );
  if (json && found !== 'jsonl') throw new UsageError(`--json is --format jsonl, not ${found}`);
  return found;
}

function output(path: string): string {
  if (path === '') throw new UsageError('--output takes the path of a file');
  return path;
}

function modelNamed(text: string): ModelName {
  const found = MODELS.find(name => name === text);
  if (!found) throw new UsageError(`--model takes one of ${MODELS.join(', ')}, not “${text}”`);
  return found;
}

function searchIn(text: string): SearchIn {
  const found = SEARCH_IN.find(name => name === text);
  if (!found) throw new UsageError(`--search-in takes ${SEARCH_IN.join(' or ')}, not “${text}”`);
  return found;
}

function dnsServer(text: string): string {
  if (!isDnsServer(text))
    throw new UsageError(`--dns-server takes an IP address, with a port or without, not “${text}”`);
  return text;
}

function proxies(
  proxy: string | undefined,
  noProxy: string | undefined,
  environment: NodeJS.ProcessEnv,
): ProxySettings {
  if (proxy?.trim() === '') throw new UsageError('--proxy takes a URL such as http://proxy.example:3128');
  try {
    return proxySettings(
      {
        ...(proxy === undefined ? {} : { proxy: proxy.trim(), source: '--proxy' }),
        ...(noProxy === undefined ? {} : { noProxy: splitNoProxy(noProxy) }),
      },
      environment,
    );
  } catch (error) {
    throw error instanceof InvalidProxyError ? new UsageError(error.message) : error;
  }
}
