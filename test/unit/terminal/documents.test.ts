/** The terminal command reads documents and folders. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlink, truncate } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Log } from 'sarif';
import { LARGEST_FILE } from '../../../src/engine/documents/readFile.ts';
import { parseXml } from '../support/export/exporting.ts';
import { temporaryFolder } from '../support/reading/folder.ts';
import { openSite } from '../support/site.ts';
import { jsonLines, runCli, startCli } from '../support/terminal.ts';

const POSIX = { skip: process.platform === 'win32' };

describe('scan-urls README.md links.csv docs/', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let paths: string[];

  before(async () => {
    site = await openSite({ '/yes': { body: 'A Python' }, '/no': { body: 'x' } });
    folder = await temporaryFolder({
      'README.md': `# Title\n\n[yes](${site.url('/yes')}) and [gone](${site.url('/gone')} "t")\n`,
      'links.csv': `name,url\nA,"${site.url('/yes#b')}"\nB,${site.url('/no')}\n`,
      'docs/a.html': `<a\nhref="${site.url('/yes')}?a=1&amp;b=2">x</a>`,
      'docs/deep/list.txt': `# urls\n${site.url('/gone')}\nhttp://\nprose\n`,
      'docs/code.ts': `fetch("${site.url('/never')}")`,
      'docs/ignored.md': `[x](${site.url('/never')})`,
      'docs/.gitignore': 'ignored.md\n',
    });
    paths = [folder.at('README.md'), folder.at('links.csv'), folder.at('docs')];
  });
  after(async () => {
    await site[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it('with --json prints a row for each place, with its file, line and columns', async () => {
    const finished = await runCli([...paths, '--json']);
    const { length } = site.origin;
    assert.deepEqual(
      jsonLines(finished).map(({ code, column, endColumn, file, line, outcome }) => [
        file.slice(folder.path.length + 1),
        line,
        column,
        endColumn - column - length,
        code ?? outcome,
      ]),
      [
        ['README.md', 3, 7, '/yes'.length, 'mentions'],
        ['README.md', 3, 7 + length + 4 + '), and [gone]('.length - 1, '/gone'.length, 'HTTP_STATUS'],
        ['links.csv', 2, 4, '/yes#b'.length, 'mentions'],
        ['links.csv', 3, 3, '/no'.length, 'noMention'],
        ['docs/a.html', 2, 7, '/yes?a=1&amp;b=2'.length, 'mentions'],
        ['docs/deep/list.txt', 2, 1, '/gone'.length, 'HTTP_STATUS'],
        ['docs/deep/list.txt', 3, 1, 'http://'.length - length, 'URL_INVALID'],
        ['docs/deep/list.txt', 4, 1, 'prose'.length - length, 'NO_URL'],
      ],
    );
    assert.equal(finished.status, 1);
    assert.deepEqual(
      finished.stderr.trimEnd().split('\n').sort(),
      [
        `${folder.at('README.md')}:3: ${site.url('/gone')}: The server answered 404 Not Found (HTTP_STATUS)`,
        `${folder.at('docs/deep/list.txt')}:2: ${site.url('/gone')}: The server answered 404 Not Found (HTTP_STATUS)`,
        `${folder.at('docs/deep/list.txt')}:3: http://: Not a valid URL: the host is missing (URL_INVALID)`,
      ].sort(),
    );
  });

  it('with --format sarif names each file as an artifact', async () => {
    const { stdout } = await runCli([...paths, '--format', 'sarif']);
    const [run] = (JSON.parse(stdout) as Log).runs;
    const uris = run?.artifacts?.map(({ location }) => location?.uri);
    assert.deepEqual(
      uris,
      [folder.at('README.md'), folder.at('docs/deep/list.txt')].map(path => `file://${path}`),
    );
    assert.deepEqual(
      run?.results?.map(({ locations, ruleId }) => {
        const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
        return [
          ruleId,
          artifactLocation?.index,
          artifactLocation?.uri === uris?.[artifactLocation?.index ?? -1],
          region?.startLine,
        ];
      }),
      [
        ['HTTP_STATUS', 0, true, 3],
        ['HTTP_STATUS', 1, true, 2],
        ['URL_INVALID', 1, true, 3],
      ],
    );
  });

  it('with --format junit names the file of each case', async () => {
    const { stdout } = await runCli([...paths, '--format', 'junit']);
    const root = parseXml(stdout);
    assert.deepEqual(
      [root.attributes.name, root.attributes.tests, root.attributes.failures],
      ['3 files', '8', '3'],
    );
    const cases = root.children[0]?.children.filter(({ name }) => name === 'testcase') ?? [];
    assert.deepEqual(
      cases.map(({ attributes }) => attributes.classname?.slice(folder.path.length + 1)),
      [
        ...['README.md', 'README.md', 'links.csv', 'links.csv', 'docs/a.html'],
        ...['docs/deep/list.txt', 'docs/deep/list.txt', 'docs/deep/list.txt'],
      ],
    );
  });

  it('prints the same rows whatever the paths are that lead there', async () => {
    const once = jsonLines(await runCli([...paths, '--json']));
    const twice = jsonLines(
      await runCli([...paths, folder.path, `${folder.path}/./README.md`, '--json', '--exclude', '/never']),
    );
    assert.deepEqual(
      twice.map(({ column, file, line }) => [file, line, column]),
      once.map(({ column, file, line }) => [file, line, column]),
    );
  });
});

describe('a URL that stands in twelve files', () => {
  it('is asked for once, and has twelve rows', async () => {
    await using site = await openSite({ '/a': { body: 'A Python' } });
    const names = Array.from({ length: 12 }, (_, index) => `${String(index + 10)}.md`);
    await using folder = await temporaryFolder(
      Object.fromEntries(names.map((name, index) => [name, `[${name}](${site.url(`/a#${index}`)})`])),
    );
    const finished = await runCli([folder.path, '--json']);
    assert.deepEqual(
      jsonLines(finished).map(({ count, file, url }) => [file, url, count]),
      names.map((name, index) => [folder.at(name), site.url(`/a#${index}`), 1]),
    );
    assert.equal(site.requests.length, 1);
    assert.deepEqual([finished.status, finished.stderr], [0, '']);
  });
});

describe('what is scanned', { concurrency: true }, () => {
  /** The paths of the pages that are asked for, in the order of the rows, and standard error. */
  async function asked(args: readonly string[], files: (origin: string) => Record<string, string>) {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using folder = await temporaryFolder(files(site.origin));
    const finished = await runCli([
      folder.path,
      '--json',
      ...args.map(arg => arg.replace('SITE', site.origin)),
    ]);
    const rows = jsonLines(finished);
    assert.equal(finished.status, 0, finished.stderr);
    assert.equal(new Set(rows.map(({ url }) => url)).size, site.requests.length);
    return { urls: site.requests.map(({ path }) => path).sort(), stderr: finished.stderr };
  }
  const links = (site: string) => ({
    'a.md': `[a](${site}/a) ![i](${site}/i) \`${site}/c\` [r](r) [t](${site}/{{t}})\n`,
  });

  it('is the links and images of documents; what is left out is counted on standard error', async () => {
    assert.deepEqual(await asked([], links), {
      urls: ['/a', '/i'],
      stderr:
        'scan-urls: 1 relative link was not scanned; --base scans it\nscan-urls: 1 template was not scanned\n',
    });
  });

  it('is what the flags say', async () => {
    const cases: [args: string[], urls: string[]][] = [
      [['--no-images'], ['/a']],
      [['--code'], ['/a', '/c', '/i']],
      [
        ['--base', 'SITE/docs/x?y#z'],
        ['/a', '/docs/r', '/i'],
      ],
      [['--include', '/A'], ['/a']],
      [
        ['--include', '127.*/i', '--include', '*/a'],
        ['/a', '/i'],
      ],
      [['--exclude', '/i'], ['/a']],
      [['--include', '127', '--exclude', '/*'], []],
      [
        ['--input-format', 'text', '--exclude', '{'],
        ['/a', '/c', '/i'],
      ],
    ];
    await Promise.all(
      cases.map(async ([args, urls]) =>
        assert.deepEqual((await asked(args, links)).urls, urls, args.join(' ')),
      ),
    );
  });

  it('is not what a pattern leaves out, which is counted', async () => {
    const { stderr } = await asked(['--exclude', '127.0.0.1'], site => ({
      'a.md': `<${site}/a> <${site}/b>`,
    }));
    assert.equal(stderr, 'scan-urls: 2 URLs were left out by patterns\n');
  });

  it('is in the files of the extensions that one names', async () => {
    const files = (site: string) => ({
      'a.md': `<${site}/md>`,
      'a.py': `"${site}/py"`,
      'a.TOML': `x="${site}/toml"`,
    });
    assert.deepEqual((await asked([], files)).urls, ['/md']);
    assert.deepEqual((await asked(['--extensions', '.py,*.toml'], files)).urls, ['/py', '/toml']);
  });
});

describe('a list', { concurrency: true }, () => {
  it('with headings and prose says no more than one without them', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const bare = `${site.url('/a')}\n${site.url('/b')}\n`;
    const dressed = `My links\n========\n\n${site.url('/a')}\n\nAnd some more:\n/relative\n${site.url('/b')}\n-- \n`;
    const [one, other] = await Promise.all([bare, dressed].map(input => runCli(['-'], { input })));
    assert.deepEqual([one?.status, one?.stderr], [0, '']);
    assert.deepEqual([other?.status, other?.stderr], [0, '']);
    assert.match(other?.stdout ?? '', /^2 responses for 2 URLs, 2 mention “Python”/);
  });

  it('rejects hosts without a scheme with --no-hosts', async () => {
    const { status, stderr } = await runCli(['-', '--no-hosts'], { input: 'example.org\n' });
    assert.equal(status, 1);
    assert.match(stderr, /^-:1: example\.org: .*scheme is missing.* \(URL_INVALID\)\n$/);
  });

  it('among other files is read like one alone', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using folder = await temporaryFolder({
      'a.txt': `${site.url('/a')} # x\n`,
      'b.txt': 'a heading\n',
    });
    const { status, stderr, stdout } = await runCli([folder.at('a.txt'), folder.at('b.txt')]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^1 response for 1 URL/);
  });
});

describe('a document', { concurrency: true }, () => {
  it('may be on standard input', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const input = `<!doctype html>\n<a href="${site.url('/a')}">x</a><a href="/b">`;
    const finished = await runCli(['-', '--json'], { input });
    assert.deepEqual(
      jsonLines(finished).map(({ column, file, line }) => [file, line, column]),
      [['-', 2, 10]],
    );
    assert.equal(finished.stderr, 'scan-urls: 1 relative link was not scanned; --base scans it\n');
    const markdown = await runCli(['-', '--json', '--input-format', 'markdown'], {
      input: `[x](${site.url('/c')})`,
    });
    assert.equal(jsonLines(markdown)[0]?.column, 5);
  });

  it('of which a part cannot be read is named', async () => {
    await using folder = await temporaryFolder({
      'a.md': '[a]('.repeat(256 * 1024),
      'b.csv': '"'.repeat(1024 ** 2),
    });
    for (const paths of [['a.md'], ['a.md', 'b.csv']]) {
      const { signal, status, stderr } = await runCli(paths.map(folder.at));
      assert.deepEqual([status, signal], [0, null]);
      assert.match(stderr, new RegExp(`^scan-urls: ${folder.at('a.md')}: [^\n]+\n$`));
    }
  });

  it('that is not text, or is too large, is named, and the others are scanned', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using folder = await temporaryFolder({
      'a.md': `<${site.url('/a')}>`,
      'large.md': '',
      'picture.md': Buffer.alloc(20_000),
    });
    await truncate(folder.at('large.md'), LARGEST_FILE + 1);
    const { status, stderr, stdout } = await runCli([folder.path]);
    assert.equal(status, 0);
    assert.match(stdout, /^1 response for 1 URL/);
    assert.match(
      stderr,
      /^scan-urls: \S+large\.md: The file has 50\S* MiB; the limit is .*\nscan-urls: \S+picture\.md: The file is not text\n$/,
    );
    const alone = await runCli([folder.at('picture.md')]);
    assert.deepEqual(
      [alone.status, alone.stderr],
      [0, `scan-urls: ${folder.at('picture.md')}: The file is not text\n`],
    );
  });

  it('that does not exist is a mistake of the command, also among others', async () => {
    await using folder = await temporaryFolder({ 'a.md': '<http://127.0.0.1:9/>' });
    const { status, stderr, stdout } = await runCli([folder.path, folder.at('new\nline.md')]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(
      stderr,
      /^scan-urls: [^\n]+ cannot be read: no such file or directory \(ENOENT\)\nUsage: [^\n]+\n$/,
    );
  });

  it('that only others may read is a mistake, also among others', {
    skip: process.getuid?.() === 0,
  }, async () => {
    await using folder = await temporaryFolder({ 'a.md': 'x', 'b.md': 'x' });
    execFileSync('chmod', ['0', folder.at('b.md')]);
    const { status, stderr } = await runCli([folder.at('a.md'), folder.at('b.md')]);
    assert.equal(status, 2);
    assert.match(stderr, /b\.md cannot be read: permission denied \(EACCES\)/);
  });

  it('may have any name, and none of it changes the screen', POSIX, async () => {
    await using site = await openSite({ '/a': { body: 'A Python' } });
    const names = ['-x.md', '100% & <b>.md', '=1.md', 'new\nline.md', '\u001b[31m.md', '😀.md'];
    await using folder = await temporaryFolder(
      Object.fromEntries(names.map(name => [name, `[a](${site.url('/a')}) [b](${site.url('/b')})`])),
    );
    const rows = jsonLines(await runCli([folder.path, '--json']));
    assert.deepEqual(new Set(rows.map(({ file }) => file.slice(folder.path.length + 1))), new Set(names));
    for (const format of ['text', 'csv', 'markdown', 'html', 'sarif', 'junit']) {
      const { status, stderr, stdout } = await runCli([folder.path, '--format', format]);
      assert.equal(status, 1, format);
      assert.equal(stderr.trimEnd().split('\n').length, names.length, stderr);
      assert.doesNotMatch(stderr + stdout, /[^\P{Cc}\r\n]/u, format);
    }
    const alone = await runCli(['--json', '--', folder.at('-x.md')]);
    assert.equal(jsonLines(alone).length, 2);
  });

  it('may come through pipes with names', POSIX, async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using folder = await temporaryFolder({ 'a.md': `<${site.url('/a')}>` });
    execFileSync('mkfifo', [folder.at('pipe.md')]);
    const before = `(printf '<%s>' '${site.url('/b')}' > '${folder.at('pipe.md')}') &`;
    const rows = jsonLines(await runCli([folder.at('pipe.md'), folder.at('a.md'), '--json'], { before }));
    assert.deepEqual(
      rows.map(({ url }) => url),
      [site.url('/b'), site.url('/a')],
    );
  });
});

describe('a folder', { concurrency: true }, () => {
  it('without documents is named, and is no failure', async () => {
    await using folder = await temporaryFolder({ 'a.ts': '"http://127.0.0.1:9/"' });
    assert.deepEqual(await runCli([folder.path]), {
      status: 0,
      signal: null,
      stdout: '0 responses for 0 URLs, 0 mention “Python”\n',
      stderr: 'scan-urls: no documents were found; --extensions says which files are read\n',
    });
  });

  it('of 2,000 files is scanned, each URL once', async () => {
    await using site = await openSite({ '*': { body: 'x' } });
    await using folder = await temporaryFolder(
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => [
          `${index}.md`,
          `<${site.url(`/${index % 10}`)}> [r](r)`,
        ]),
      ),
    );
    const finished = await runCli([folder.path, '--json', '--interval', '0']);
    assert.equal(jsonLines(finished).length, 2_000);
    assert.equal(site.requests.length, 10);
    assert.equal(finished.stderr, 'scan-urls: 2000 relative links were not scanned; --base scans them\n');
  });

  it('that holds itself is read once', POSIX, async () => {
    await using folder = await temporaryFolder({ 'a.md': '[x](http://)' });
    await symlink('.', folder.at('self'));
    const finished = await runCli([folder.path, '--json']);
    assert.deepEqual([jsonLines(finished).length, finished.status], [1, 1]);
  });
});

describe('an engine that is lost while it reads', { timeout: 60_000, ...POSIX }, () => {
  it('is one sentence and status 2', async () => {
    await using folder = await temporaryFolder({ 'a.md': '<http://127.0.0.1:9/>' });
    // Nobody ever writes into the pipe.
    execFileSync('mkfifo', [folder.at('pipe.md')]);
    await using command = startCli([folder.at('a.md'), folder.at('pipe.md')]);
    const engine = await childOf(command.child.pid ?? 0);
    process.kill(engine, 'SIGKILL');
    const { status, stderr, stdout } = await command.ended;
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(
      stderr,
      /^scan-urls: the files could not be read: The engine \(process \d+\) is lost: [^\n]*SIGKILL\n$/,
    );
  });
});

describe('a signal while it reads', { concurrency: true, timeout: 60_000, ...POSIX }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends the command at once: ${signal}`, async () => {
      await using folder = await temporaryFolder({ 'a.md': '<http://127.0.0.1:9/>' });
      execFileSync('mkfifo', [folder.at('pipe.md')]);
      for (const paths of [['pipe.md'], ['a.md', 'pipe.md']]) {
        await using command = startCli(paths.map(folder.at));
        await childOf(command.child.pid ?? 0);
        command.child.kill(signal);
        const { signal: death, stderr, stdout } = await command.ended;
        assert.deepEqual([death, stderr, stdout], [signal, '', ''], paths.join(' '));
      }
    });
  }
});

/** The process id of the engine that a command has started. */
async function childOf(pid: number): Promise<number> {
  for (;;) {
    try {
      return Number(execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).split('\n')[0]);
    } catch {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}
