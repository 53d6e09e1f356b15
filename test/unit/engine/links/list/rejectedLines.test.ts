/** Lines that cannot be scanned: each has a code, and a sentence that names the reason. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseList, rangesOfLine } from '../../../../../src/engine/links/list/readList.ts';
import { FAILURE_CODES, type FailureCode } from '../../../../../src/engine/model/failure.ts';

const rows: [line: string, code: FailureCode, reason: RegExp][] = [
  ['Some words.', 'NO_URL', /no http: or https: URL/],
  ['Heading', 'NO_URL', /no http: or https: URL/],
  ['Chapter: Basics', 'NO_URL', /no http: or https: URL/],
  ['Data-grids:', 'NO_URL', /no http: or https: URL/],
  ['================', 'NO_URL', /no http: or https: URL/],
  ['name,url,note', 'NO_URL', /no http: or https: URL/],
  ['Node.js', 'NO_URL', /no http: or https: URL/],
  ['README.md', 'NO_URL', /no http: or https: URL/],
  ['v1.2.3', 'NO_URL', /no http: or https: URL/],
  ['3.14', 'NO_URL', /no http: or https: URL/],
  ['and/or', 'NO_URL', /no http: or https: URL/],
  ['http', 'NO_URL', /no http: or https: URL/],
  ['use https:// always', 'NO_URL', /no http: or https: URL/],
  ['://example.com', 'NO_URL', /no http: or https: URL/],
  ['user:word@example.com', 'NO_URL', /no http: or https: URL/],
  ['<br>', 'NO_URL', /no http: or https: URL/],
  ['/path', 'URL_RELATIVE', /base URL/],
  ['./a/b', 'URL_RELATIVE', /base URL/],
  ['../a.html#part', 'URL_RELATIVE', /base URL/],
  ['index.html', 'URL_RELATIVE', /base URL/],
  ['parts/one--2.html', 'URL_RELATIVE', /base URL/],
  ['https://example.com/{{name}}', 'URL_TEMPLATE', /template/],
  [`https://example.com/${'$'}{name}/x`, 'URL_TEMPLATE', /template/],
  ['https://example.com/users/{id}', 'URL_TEMPLATE', /template/],
  ['https://<any_word>.example.com', 'URL_TEMPLATE', /template/],
  ['hxxps://example.com/x', 'URL_INVALID', /by accident/],
  ['http://example[.]com/x', 'URL_INVALID', /by accident/],
  ['sub.example[.]com', 'URL_INVALID', /by accident/],
  ['http://a/\u0001', 'URL_INVALID', /control character/],
  ['http://a/\u007fb', 'URL_INVALID', /control character/],
  ['http://', 'URL_INVALID', /host is missing/],
  ['https:///', 'URL_INVALID', /host is missing/],
  ['http://:80/', 'URL_INVALID', /host is missing/],
  ['http://user@/', 'URL_INVALID', /host is missing/],
  ['http://?q', 'URL_INVALID', /host is missing/],
  ['http://example.com:eighty/', 'URL_INVALID', /port is not a number/],
  ['http://example.com:-1/', 'URL_INVALID', /port is not a number/],
  ['http://example.com:65536/', 'URL_INVALID', /larger than 65535/],
  ['http://example.com:123456/', 'URL_INVALID', /larger than 65535/],
  ['http://[::1/', 'URL_INVALID', /host is not a valid/],
  ['http://[::g]/', 'URL_INVALID', /host is not a valid/],
  ['http://999.1.1.1/', 'URL_INVALID', /host is not a valid/],
  ['http://a<b/', 'URL_INVALID', /host is not a valid/],
  ['http://%00/', 'URL_INVALID', /host is not a valid/],
  ['ftp://example.com/', 'URL_SCHEME', /http: and https:.*this is ftp:/],
  ['file:///etc/hosts', 'URL_SCHEME', /this is file:/],
  ['mailto:a@b.example', 'URL_SCHEME', /this is mailto:/],
  ['tel:5551234567', 'URL_SCHEME', /this is tel:/],
  ['javascript:alert(1)', 'URL_SCHEME', /this is javascript:/],
  ['data:text/html,x', 'URL_SCHEME', /this is data:/],
  ['blob:http://example.com/1', 'URL_SCHEME', /this is blob:/],
  ['view-source:http://example.com/', 'URL_SCHEME', /this is view-source:/],
  ['about:blank', 'URL_SCHEME', /this is about:/],
  ['ws://example.com/', 'URL_SCHEME', /this is ws:/],
  ['http://example.com:22/', 'URL_PORT', /Port 22 is blocked/],
  ['https://example.com:25/', 'URL_PORT', /Port 25 is blocked/],
  ['http://example.com:0/', 'URL_PORT', /Port 0 is blocked/],
  ['http://example.com:10080/', 'URL_PORT', /Port 10080 is blocked/],
  [`http://example.com/${'x'.repeat(16 * 1024)}`, 'URL_TOO_LONG', /16403 characters.*16384/],
];

describe('a rejected line', () => {
  for (const [line, code, reason] of rows) {
    const name = JSON.stringify(line.length > 60 ? `${line.slice(0, 40)}…` : line);
    it(`is ${name}, for ${code}`, () => {
      const { entries, rejected, targets } = parseList(`# before\n  ${line}  # behind\nhttp://fine.example/`);
      assert.equal(rejected[0]?.failure.code, code);
      assert.match(rejected[0].failure.message, reason);
      assert.deepEqual([rejected[0].line, rejected[0].start, rejected[0].text], [1, 2, line]);
      assert.equal(rejected[0].end, 2 + line.length);
      assert.equal(rejected.length, 1);
      assert.deepEqual(targets, ['http://fine.example/'], 'the line below it is not disturbed');
      assert.equal(entries[0]?.line, 2);
    });
  }

  it('may have any of the codes for URLs, and all of them come up above', () => {
    const all = FAILURE_CODES.filter(code => code.includes('URL') && code !== 'URL_EXCLUDED');
    assert.deepEqual(new Set(rows.map(([, code]) => code)), new Set(all));
  });

  it('has a sentence that is safe to show', () => {
    for (const [line] of rows) {
      const message = rangesOfLine(line)[0]?.failure?.message ?? '';
      assert.doesNotMatch(message, /[\p{Cc}\p{Bidi_Control}]|\.$/u, message);
      assert.ok(message.length < 150, message);
    }
  });
});

describe('not rejected', () => {
  const fine: [line: string, url: string][] = [
    ['http://example.com', 'http://example.com/'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    ['http://localhost/', 'http://localhost/'],
    ['http://example.com:65535/', 'http://example.com:65535/'],
    ['http://example.com/ünï?q=ö', 'http://example.com/%C3%BCn%C3%AF?q=%C3%B6'],
    ['http://user:word@example.com/', 'http://user:word@example.com/'],
    ['http://under_score.example.com/', 'http://under_score.example.com/'],
    ['http://example.com/a:80/b', 'http://example.com/a:80/b'],
  ];
  for (const [line, url] of fine) {
    it(`is ${line}`, () => {
      const { rejected, targets } = parseList(line);
      assert.deepEqual(rejected, []);
      assert.deepEqual(targets, [url]);
    });
  }

  it('is a URL of just the longest length', () => {
    const url = `http://a/${'x'.repeat(16 * 1024 - 9)}`;
    assert.deepEqual(parseList(url).targets, [url]);
    assert.equal(parseList(`${url}x`).rejected[0]?.failure.code, 'URL_TOO_LONG');
  });
});
