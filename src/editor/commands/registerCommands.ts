/** Registers the commands of a feature. */

import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import { reportInvalidProxy } from './invalidProxy.ts';

type CommandName = keyof typeof COMMANDS;

/** VS Code passes whatever the menu, the key or the caller gives. */
type Handler = (...args: never[]) => unknown;

/**
 * Each command belongs to one feature: VS Code throws when a second one registers it, and
 * test/vscode/commands.test.ts fails when none does.
 * @param handlers by the names in `COMMANDS`
 */
export function registerCommands(
  handlers: Readonly<Partial<Record<CommandName, Handler>>>,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(COMMANDS[name as CommandName], reportInvalidProxy(handler)),
    ),
  );
}
