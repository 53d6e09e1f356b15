/** The arguments of the terminal command. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import packageJson from '../../../package.json' with { type: 'json' };
import { DOCUMENT_EXTENSIONS } from '../../../src/engine/documents/documentExtensions.ts';
import type { EngineOptions } from '../../../src/engine/model/options.ts';
import { NO_TERM, type Term } from '../../../src/engine/model/term.ts';
import {
  type Arguments,
  FLAGS,
  HELP,
  OUTPUT_FORMATS,
  readArguments,
} from '../../../src/terminal/arguments.ts';
import { UsageError } from '../../../src/terminal/usageError.ts';
import { runCli } from '../support/terminal.ts';

function read(line: string): Arguments {
  const args = readArguments(line.split(' ').filter(Boolean), '1.2.3');
  return typeof args === 'string' ? assert.fail(args) : args;
}

describe('the defaults', () => {
  it("are the tutorial's term and the engine's options", () => {
    assert.deepEqual(read('urls.txt'), {
      paths: ['urls.txt'],
      dryRun: false,
      reading: { assumesScheme: true, roles: ['link', 'image'], include: [], exclude: [] },
      extensions: DOCUMENT_EXTENSIONS,
      checkFragments: false,
      term: { text: 'Python', matchCase: false, wholeWord: false, regularExpression: false },
      options: {
        model: 'pool',
        concurrency: 128,
        perHostConcurrency: 4,
        processes: 0,
        hostInterval: 50,
        retries: 2,
        connectTimeout: 10_000,
        totalTimeout: 30_000,
        maxPageSize: 5 * 1024 ** 2,
        searchIn: 'source',
        regularExpressionTimeout: 1_000,
        userAgent: 'ScanUrls/1.2.3',
        privateAddresses: 'listed',
        dnsServers: [],
        proxies: { noProxy: [], checkCertificate: true },
        systemCertificates: true,
        transport: 'undici',
      },
      format: 'text',
      compare: false,
    });
  });
});

describe('a flag', () => {
  const terms: [line: string, term: Partial<Term>][] = [
    ['--term Ruby', { text: 'Ruby' }],
    ['--term=Ruby', { text: 'Ruby' }],
    ['-t Ruby', { text: 'Ruby' }],
    ['--match-case', { matchCase: true }],
    ['--whole-word', { wholeWord: true }],
    ['--regex', { regularExpression: true }],
    ['--no-term', NO_TERM],
  ];
  for (const [line, term] of terms) {
    it(`${line} is for the term`, () => {
      assert.deepEqual(read(`x ${line}`), { ...read('x'), term: { ...read('x').term, ...term } });
    });
  }

  const options: [line: string, options: Partial<EngineOptions>][] = [
    ['--concurrency 7', { concurrency: 7 }],
    ['--concurrency 1024', { concurrency: 1024 }],
    ['--per-host 2', { perHostConcurrency: 2 }],
    ['--timeout 2.5', { totalTimeout: 2_500 }],
    ['--connect-timeout 0.1', { connectTimeout: 100 }],
    ['--max-size 2', { maxPageSize: 2 * 1024 ** 2 }],
    ['--user-agent Mine/1', { userAgent: 'Mine/1' }],
  ];
  for (const [line, given] of options) {
    it(`${line} is for the engine`, () => {
      assert.deepEqual(read(`${line} x`), { ...read('x'), options: { ...read('x').options, ...given } });
    });
  }

  const readings: [line: string, reading: Partial<Arguments['reading']>][] = [
    ['--no-images', { roles: ['link'] }],
    ['--code', { roles: ['link', 'image', 'code'] }],
    ['--code --no-images', { roles: ['link', 'code'] }],
    ['--no-hosts', { assumesScheme: false }],
    ['--base http://a/b?c#d', { base: 'http://a/b?c#d' }],
    ['--include a*b --include c', { include: ['a*b', 'c'] }],
    ['--exclude=*a', { exclude: ['*a'] }],
  ];
  for (const [line, reading] of readings) {
    it(`${line} says what of a document is scanned`, () => {
      assert.deepEqual(read(`x ${line}`), { ...read('x'), reading: { ...read('x').reading, ...reading } });
    });
  }

  for (const [line, found] of [
    ['--input-format csv', { inputFormat: 'csv' }],
    ['--extensions md', { extensions: ['md'] }],
    ['--extensions .MD,*.html,,txt', { extensions: ['md', 'html', 'txt'] }],
    ['--dry-run', { dryRun: true }],
    ['--dry-run --json', { dryRun: true, format: 'jsonl' }],
    ['--dry-run --format jsonl -o out', { dryRun: true, format: 'jsonl', output: 'out' }],
  ] as const) {
    it(`${line} says what is read`, () => assert.deepEqual(read(`x ${line}`), { ...read('x'), ...found }));
  }

  for (const [line, output] of [
    ['--json', { format: 'jsonl' }],
    ['--json --format jsonl', { format: 'jsonl' }],
    ...OUTPUT_FORMATS.map(format => [`--format ${format}`, { format }] as const),
    ['-f csv -o all.csv', { format: 'csv', output: 'all.csv' }],
    ['--output=report.txt', { output: 'report.txt' }],
  ] as const) {
    it(`${line} is for the output`, () => assert.deepEqual(read(`x ${line}`), { ...read('x'), ...output }));
  }

  it('--check-fragments looks for the fragments of URLs', () => {
    assert.deepEqual(read('x --check-fragments'), { ...read('x'), checkFragments: true });
  });

  it('is not taken for a list, nor a list for a flag', () => {
    assert.deepEqual(read('-').paths, ['-']);
    assert.deepEqual(read('-- --json').paths, ['--json']);
    assert.deepEqual(read('a.txt docs --json b.md').paths, ['a.txt', 'docs', 'b.md']);
  });
});

describe('a mistake', { concurrency: true }, () => {
  const rows: [line: string, message: RegExp][] = [
    ['', /no list is given/],
    ['--json', /no list is given/],
    ['a -', /standard input cannot be scanned together with files/],
    ['x --input-format yaml', /--input-format takes one of list, markdown, .*, text, not “yaml”/],
    ['x --base ftp://a/', /--base takes an http: or https: URL, not “ftp:\/\/a\/”/],
    ['x --base a', /--base takes an http: or https: URL, not “a”/],
    ['x --exclude *', /--exclude takes a part of a URL/],
    ['x --include=', /--include takes a part of a URL/],
    ['x --exclude=***', /--exclude takes a part of a URL/],
    ['x --include a --include *', /--include takes a part of a URL/],
    ['x --base=', /--base takes an http: or https: URL, not “”/],
    ['x --base https://', /--base takes an http: or https: URL/],
    ['x --dry-run --format text', /--dry-run can only be combined with the format jsonl/],
    ['- -', /standard input cannot be scanned together with files/],
    ['x --extensions ,', /--extensions takes a list such as md,html/],
    ['x --dry-run --format csv', /--dry-run can only be combined with the format jsonl/],
    ...['term a', 'match-case', 'whole-word', 'regex', 'regex-timeout 2', 'search-in text', 'compare'].map(
      (flag): [string, RegExp] => [
        `x --no-term --${flag}`,
        new RegExp(`^--no-term cannot be combined with --${flag.split(' ')[0]}$`),
      ],
    ),
    ['x --check-fragments --compare', /^--compare cannot be combined with .* or --check-fragments$/],
    ['x --dry-run --compare', /--dry-run can only be combined/],
    ['x --nonsense', /--nonsense/],
    ['x -q', /-q/],
    ['x --term', /--term/],
    ['x --json=yes', /--json/],
    ['x --format xlsx', /--format takes text, jsonl, csv, .* or junit, not “xlsx”/],
    ['x --format', /--format/],
    ['x --json --format csv', /--json is --format jsonl, not csv/],
    ['x --output=', /--output takes the path of a file/],
    ['x --concurrency', /--concurrency/],
    ['x --concurrency 0', /--concurrency takes a whole number from 1 to 1024, not “0”/],
    ['x --concurrency 1025', /from 1 to 1024, not “1025”/],
    ['x --concurrency 1.5', /a whole number.*not “1\.5”/],
    ['x --concurrency many', /not “many”/],
    ['x --concurrency=', /not “”/],
    ['x --per-host 65', /--per-host takes a whole number from 1 to 64/],
    ['x --timeout 0', /--timeout takes a number from 0\.1 to 600, not “0”/],
    ['x --timeout=-1', /not “-1”/],
    ['x --timeout Infinity', /not “Infinity”/],
    ['x --timeout NaN', /not “NaN”/],
    ['x --timeout 10s', /not “10s”/],
    ['x --connect-timeout 121', /--connect-timeout takes a number from 0\.1 to 120/],
    ['x --max-size 0.001', /--max-size takes a number from 0\.01 to 100/],
  ];
  for (const [line, message] of rows) {
    it(`is named: scan-urls ${line}`, () => {
      assert.throws(
        () => read(line),
        (error: unknown) => error instanceof UsageError && message.test(error.message),
      );
    });
  }

  for (const args of [[], ['x', '--nonsense'], ['x', '--timeout', '0']]) {
    it(`ends the command with status 2: scan-urls ${args.join(' ')}`, async () => {
      const { status, stdout, stderr } = await runCli(args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^scan-urls: .+\nUsage: scan-urls FILE… \[options\]; see scan-urls --help\n$/);
    });
  }

  it('in the term ends the command with status 2, before the list is read', async () => {
    for (const args of [
      ['missing.txt', '--regex', '--term', '('],
      ['missing.txt', '--term', ''],
    ]) {
      const { status, stdout, stderr } = await runCli(args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^scan-urls: (?:Not a valid regular expression|.*the term is empty)[^\n]*\n$/);
    }
  });
});

describe('help', { concurrency: true }, () => {
  it('names every flag, and the bounds and defaults of those that take a number', () => {
    for (const flag of Object.keys(FLAGS))
      assert.match(HELP, new RegExp(`^ +(?:-\\w, )?--${flag}(?: |$)`, 'm'));
    for (const bounds of [
      '1 to 1024, default 128',
      '1 to 64, default 4',
      '0.1 to 600, default 30',
      '0.1 to 120, default 10',
      '0.01 to 100, default 5',
    ]) {
      assert.ok(HELP.includes(bounds), bounds);
    }
    for (const line of HELP.split('\n')) assert.ok(line.length <= 100, line);
  });

  for (const args of [['--help'], ['-h'], ['urls.txt', '--json', '--help']]) {
    it(`is printed with ${args.join(' ')}`, async () => {
      assert.deepEqual(await runCli(args), { status: 0, signal: null, stdout: HELP, stderr: '' });
    });
  }

  it('is not the version, which is that of the package', async () => {
    for (const flag of ['--version', '-v']) {
      assert.equal((await runCli([flag])).stdout, `${packageJson.version}\n`);
    }
  });
});
