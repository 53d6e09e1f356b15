import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { openFilesLimit, reportedLimit } from '../../../../src/engine/network/openFiles.ts';

const isPosix = process.platform !== 'win32';

describe('the limit of open files', () => {
  it('is the same in whichever way it is asked for', () => {
    assert.equal(openFilesLimit(), isPosix ? reportedLimit() : Number.POSITIVE_INFINITY);
  });

  it('is the one that the shell has set', { skip: !isPosix && 'has no ulimit' }, () => {
    const module = new URL('../../../../src/engine/network/openFiles.ts', import.meta.url).href;
    const program = `const { openFilesLimit, reportedLimit } = await import('${module}');
      console.log(openFilesLimit(), reportedLimit());`;
    const command = 'ulimit -n 300 && exec "$0" --input-type=module --eval "$1"';
    const output = execFileSync('sh', ['-c', command, process.execPath, program], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    assert.equal(output.trim(), '300 300');
  });
});
