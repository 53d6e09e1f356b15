/** Registers the commands of a feature. */

import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import { reportInvalidProxy } from './invalidProxy.ts';

type CommandName = keyof typeof COMMANDS;

/** The arguments depend on the caller: a menu, a key, a link or another extension. */
type Handler = (...args: never[]) => unknown;

/**
 * Registers the commands of a feature. Each command belongs to one feature: VS Code throws if a second one registers
 * it, and test/vscode/commands.test.ts fails if none does.
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
