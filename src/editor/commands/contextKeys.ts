/** Sets the context keys that the `when` clauses of menus, buttons and keys read. */

import * as vscode from 'vscode';
import { CONTEXT_KEYS } from '../ids.ts';

export class ContextKeys {
  readonly #values = new Map<string, boolean | string>();

  /** Tells VS Code only what changes. */
  set(name: keyof typeof CONTEXT_KEYS, value: boolean | string): void {
    if (this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS[name], value);
  }
}
