/** What would be scanned is printed, and nobody is asked. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../support/reading/folder.ts';
import { openSite } from '../support/site.ts';
import { runCli } from '../support/terminal.ts';

describe('--dry-run', () => {
  it('prints each place, duplicates included, and asks nobody', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const url = site.url('/a');
    await using folder = await temporaryFolder({
      'a.md': `[x](${url}) [y](${url}#y) [r](r)\n`,
      'b.txt': `\n${url}\nprose\nhttp://\n`,
    });
    const [a, b] = [folder.at('a.md'), folder.at('b.txt')];
    const second = 5 + url.length + 6;
    const text = await runCli([folder.path, '--dry-run']);
    assert.equal(text.stdout, `${a}:1:5: ${url}\n${a}:1:${second}: ${url}\n${b}:2:1: ${url}\n`);
    assert.equal(
      text.stderr,
      'scan-urls: 1 relative link was not scanned; --base scans it\n' +
        'scan-urls: 1 line is left out, 1 URL cannot be scanned\n',
    );
    const json = await runCli([folder.path, '--dry-run', '--json']);
    const row = (file: string, line: number, column: number, text: string) => ({
      ...{ file, line, column, endColumn: column + text.length },
      ...{ url, text },
    });
    assert.deepEqual(
      json.stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
      [row(a, 1, 5, url), row(a, 1, second, `${url}#y`), row(b, 2, 1, url)],
    );
    assert.deepEqual([text.status, json.status, site.requests.length], [0, 0, 0]);
  });
});
