/** Shown texts are safe for any content of pages, servers and lists. For VS Code, see test/vscode/surfaces.test.ts. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseList } from '../../src/engine/links/list/readList.ts';
import { failure } from '../../src/engine/model/failure.ts';
import {
  clip,
  displayUrl,
  safeDetail,
  safeLabel,
  safePage,
  safeText,
} from '../../src/engine/wording/safeText.ts';
import { OUTPUT_FORMATS } from '../../src/terminal/arguments.ts';
import { failureRow, textReport } from '../../src/terminal/report.ts';
import { closedPort } from '../web/closedPort.ts';
import { FORBIDDEN, inPath, onOneLine, PAYLOADS, RENDERED } from './support/payloads.ts';
import { openSite } from './support/site.ts';
import { type Finished, jsonLines, runCli, temporaryFile } from './support/terminal.ts';

/** Text of random characters, the same in each run: Marsaglia's xorshift. */
function* randomTexts(count: number): Generator<string> {
  let state = 0x9e3779b9;
  const next = (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  const hostile = [...'$(](`<>[]!\u001b\u202e\u2028\u0000\n\r\ud83d\ude00@:/?#&=;%'];
  for (let text = 0; text < count; text++) {
    yield Array.from({ length: next(40) }, () => {
      const kind = next(4);
      if (kind === 0) return String.fromCharCode(next(0x10000));
      if (kind === 1) return String.fromCodePoint(next(0x110000));
      return kind === 2 ? hostile[next(hostile.length)] : String.fromCharCode(0x20 + next(0x60));
    }).join('');
  }
}

describe('safe text of any text', () => {
  const texts = [...PAYLOADS, ...randomTexts(20_000)];

  it('holds nothing forbidden, and is as long as it was', () => {
    for (const text of texts) {
      assert.doesNotMatch(safeText(text), FORBIDDEN);
      assert.equal(safeText(text).length, text.length);
      assert.equal(safeText(safeText(text)), safeText(text));
    }
  });

  it('as a label draws no icon and no link, and reads as it did', () => {
    for (const text of texts) {
      assert.doesNotMatch(safeLabel(text), FORBIDDEN);
      assert.doesNotMatch(safeLabel(text), RENDERED, text);
      assert.equal(safeLabel(text).replaceAll('\u200b', ''), safeText(text).replaceAll('\u200b', ''));
    }
  });

  it('as a page keeps its lines and its length, and hides nothing', () => {
    for (const text of texts) {
      const shown = safePage(text);
      assert.equal(shown.length, text.length);
      assert.equal(shown.split(/\r\n|\n|\r/).length, text.split(/\r\n|\n|\r/).length);
      assert.doesNotMatch(shown.replace(/[\t\n\r\u061c\u200e\u200f]/g, ''), FORBIDDEN);
    }
  });

  it('cut short is never longer than it may be, and never holds half a character', () => {
    for (const text of texts) {
      for (const length of [1, 2, 10, 60]) {
        const cut = clip(safeText(text), length);
        assert.ok(cut.length <= length);
        assert.doesNotMatch(cut, FORBIDDEN);
      }
    }
    assert.equal(clip('abc', 3), 'abc');
    assert.equal(clip('abcd', 3), 'ab…');
    assert.equal(clip('a😀cd', 3), 'a…');
  });

  it('as a URL or a detail holds nothing forbidden, and is the same when it is shown again', () => {
    for (const text of texts) {
      assert.doesNotMatch(displayUrl(text), FORBIDDEN);
      assert.doesNotMatch(safeDetail(text), FORBIDDEN);
      assert.equal(displayUrl(displayUrl(text)), displayUrl(text), text);
    }
  });

  it('takes no time to speak of, however long the text is', () => {
    for (const piece of [
      '://',
      'a',
      'a:',
      '@',
      '%25',
      '?a=',
      '&token=',
      '%3D',
      'eyJ',
      ':/',
      '%3a%2f',
      'a.',
      ';',
    ]) {
      const text = `http://${piece.repeat(16_384 / piece.length)}`;
      // CPU time: it does not grow while other programs run.
      const start = process.cpuUsage();
      displayUrl(text);
      safeDetail(text);
      const ms = process.cpuUsage(start).user / 1000;
      assert.ok(ms < 500, `${piece}: ${ms} ms`);
    }
  });
});

describe('the terminal command', () => {
  /** Checks that the output contains only lines of text. */
  function assertPlain({ stdout, stderr }: Finished): void {
    for (const line of [...stdout.split('\n'), ...stderr.split('\n')]) assert.doesNotMatch(line, FORBIDDEN);
  }

  it(`prints plain lines whatever pages, servers and lists say (${PAYLOADS.length} payloads)`, async () => {
    await using site = await openSite({
      '*': (request, response) => {
        const [, kind, index] = /^\/(\w+)\/(\d+)/.exec(request.url ?? '') ?? [];
        const payload = PAYLOADS[Number(index)] ?? '';
        const line = onOneLine(payload);
        const raw = (head: string, body = '') =>
          void response.socket?.end(
            Buffer.from(`HTTP/1.1 ${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'utf8'),
          );
        switch (kind) {
          case 'phrase':
            return raw(`500 ${line}\r\nX: ${line}`);
          case 'type':
            return raw(`200 OK\r\nContent-Type: ${line}`, 'GIF89a\u0000\u0001');
          case 'location':
            return raw(`302 Found\r\nLocation: ${line}`);
          case 'coding':
            return raw(`200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ${line}`, 'Python');
          default:
            return { body: `<title>Python ${payload}</title>\n<p>${payload} Python ${payload}</p>` };
        }
      },
    });
    const lines = PAYLOADS.flatMap((payload, index) => [
      inPath(`${site.origin}/page`, index, payload),
      ...['phrase', 'type', 'location', 'coding'].map(kind => `${site.origin}/${kind}/${index}`),
      onOneLine(payload),
    ]);
    const list = parseList(lines.join('\n'));
    const count = list.entries.length + list.rejected.length;
    const flags = ['-', '--per-host', '32', '--interval', '0', '--timeout', '20'];
    const [json, text] = await Promise.all([
      runCli([...flags, '--json'], { input: lines.join('\n') }),
      runCli(flags, { input: lines.join('\n') }),
    ]);
    assertPlain(json);
    assertPlain(text);
    const rows = jsonLines(json);
    assert.equal(rows.length, count);
    assert.ok(rows.filter(({ outcome }) => outcome === 'mentions').length >= PAYLOADS.length * 0.9);
    assert.deepEqual(
      rows.filter(({ code }) => code === 'INTERNAL'),
      [],
    );
    assert.equal(
      text.stderr.trimEnd().split('\n').length,
      rows.filter(({ outcome }) => outcome === 'failed').length,
    );
    assert.equal(
      text.stdout.trimEnd().split('\n').length,
      1 + rows.filter(({ count }) => count > 0).length,
      'no page makes a line of its own',
    );
  });

  it('prints plain lines whatever the term, the list and the flags are called', async () => {
    for (const payload of PAYLOADS) {
      const report = textReport(parseList('http://a/'), new Map(), payload);
      assert.doesNotMatch(report, FORBIDDEN);
      const row = failureRow(
        [payload],
        { line: 0, start: 0, end: 1, text: payload },
        failure('URL_INVALID', payload, payload),
      );
      assert.doesNotMatch(row, FORBIDDEN);
    }
    const hostile = `${onOneLine('\u001b]0;x\u0007')}\u202e`;
    for (const args of [
      [hostile],
      ['-', `--${hostile}`],
      ['-', '--regex', '--term', `(${hostile}`],
      ['a', hostile],
    ]) {
      const finished = await runCli(args, { input: 'http://127.0.0.1:1/' });
      assert.equal(finished.status, 2);
      assertPlain(finished);
    }
  });

  it('never prints a secret: of a URL, of a header for a host, of a proxy', async () => {
    const port = await closedPort();
    await using site = await openSite({
      '/page': { body: 'Python' },
      '/gone': { status: 410 },
      '/away': { status: 302, headers: { location: 'http://us3r:canary@127.0.0.1:1/?token=canary' } },
      '/circle': ({ url }) => ({ status: 302, headers: { location: String(url) } }),
    });
    const host = `127.0.0.1:${site.port}`;
    const input = [
      `http://us3r:canary@${host}/page`,
      `http://us3r:canary@${host}/gone`,
      `http://us3r:ca/nary?ca#canary@${host}/`,
      `us3r:canary@${host}/page`,
      `ftp://us3r:canary@${host}/`,
      ...['page', 'gone', 'away', 'circle'].map(path => `${site.origin}/${path}?access_token=canary`),
      `${site.origin}/gone#id_token=canary&x=1`,
      `${site.origin}/gone?X-Amz-Signature=canary&X-Amz-Credential=canary&X-Amz-Security-Token=canary`,
      `${site.origin}/gone?next=${encodeURIComponent('https://us3r:canary@x.example/?refresh_token=canary')}`,
      `http://127.0.0.1:${port}/?client_secret=canary`,
      'http://proxied.example/?key=canary',
      'https://proxied.example/?key=canary',
    ].join('\n');
    await using headers = await temporaryFile(
      'headers',
      `# mine\n${site.origin} Authorization: Bearer canary\n\nhttps://127.0.0.1:${site.port} X-Key: canary\n`,
    );
    const proxy = `http://us3r:canary@127.0.0.1:${port}`;
    const env = {
      ...{ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy },
      ...{ NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
    };
    const flags = ['-', '--retries', '0', '--timeout', '5', '--headers-file', headers.path];
    const formats = OUTPUT_FORMATS.map(format => runCli([...flags, '--format', format], { input, env }));
    for (const finished of await Promise.all(formats)) {
      assert.equal(finished.status, 1, finished.stderr);
      assert.doesNotMatch(finished.stdout + finished.stderr, /canary|us3r/);
    }
    assert.ok(site.requests.every(({ headers: sent }) => sent.authorization === 'Bearer canary'));
    assert.ok(site.requests.every(({ headers: sent }) => sent['x-key'] === undefined));
  });

  it('says what is wrong in a file of headers, and never the value', async () => {
    for (const [line, reason] of [
      ['canary', 'A line needs a host'],
      ['https://a.example Authorization canary', 'A line needs a host'],
      ['https://a.example Host: canary', 'Host cannot be set'],
      ['https://us3r:canary@a.example Authorization: x', 'without user name and password'],
      ['https://a.example Authorization: canary\u0007', 'ASCII'],
      ['https://a.example/canary Authorization: x', 'without a path'],
    ]) {
      await using headers = await temporaryFile('headers', `\n${line}\n`);
      const finished = await runCli(['-', '--headers-file', headers.path], { input: '' });
      assert.equal(finished.status, 2);
      assert.match(finished.stderr, new RegExp(`headers:2: .*${reason}`));
      assert.doesNotMatch(finished.stderr, /canary|us3r/);
    }
    const missing = await runCli(['-', '--headers-file', '/no/such/file'], { input: '' });
    assert.match(missing.stderr, /the headers cannot be read: no such file or directory \(ENOENT\)/);
    assert.equal(missing.status, 2);
  });
});
