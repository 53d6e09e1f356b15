/** Sets the context keys for the `when` clauses of menus, buttons and keys. */

import * as vscode from 'vscode';
import { CONTEXT_KEYS } from '../ids.ts';

export class ContextKeys {
  readonly #values = new Map<string, boolean | string>();

  /** Sets a key. Calls VS Code only if the value has changed. */
  set(name: keyof typeof CONTEXT_KEYS, value: boolean | string): void {
    if (this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS[name], value);
  }
}
