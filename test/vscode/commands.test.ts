import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import packageJson from '../../package.json' with { type: 'json' };
import { registerCommands } from '../../src/editor/commands/registerCommands.ts';
import { parts } from './support.ts';

describe('The commands', () => {
  it('of package.json all have a handler', async () => {
    await parts();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = packageJson.contributes.commands.map(({ command }) => command);
    assert.ok(contributed.length > 40);
    assert.deepEqual(
      contributed.filter(command => !registered.has(command)),
      [],
    );
  });

  it('have no second handler: the extension would not start', async () => {
    await parts();
    assert.throws(() => registerCommands({ stop: () => {} }), /already exists/);
  });
});
