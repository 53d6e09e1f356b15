import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension.ts';

// This test runs first, before anything activates the extension.
describe('The extension', () => {
  it('is not active before it is asked for, and does no work when it is', async () => {
    const extension =
      vscode.extensions.getExtension<Parts>('scan-urls.scan-urls') ?? assert.fail('it is not there');
    assert.equal(extension.isActive, false);
    const loaded = new Set(Object.keys(require.cache));
    const started = performance.now();
    const { engine, sessions } = await extension.activate();
    const ms = performance.now() - started;
    console.log(`      activated in ${ms.toFixed(1)} ms, its code loaded`);
    assert.deepEqual(engine.pids, [], 'no engine is started');
    assert.equal(sessions.shown, undefined);
    const own = Object.keys(require.cache).filter(
      file => !loaded.has(file) && file.startsWith(extension.extensionPath),
    );
    assert.deepEqual(
      own
        .filter(file => !/[\\/]test[\\/]/.test(file))
        .map(file => file.slice(extension.extensionPath.length + 1)),
      ['dist/extension.cjs'],
      'its one bundle is all that is loaded',
    );
  });
});
