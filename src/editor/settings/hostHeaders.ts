/** The header fields that a person has set for hosts. They are kept in VS Code's SecretStorage and nowhere else. */

import * as vscode from 'vscode';
import type { Credential } from '../../engine/request/credentials.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';

/** The one secret, so that nothing about it is known outside of SecretStorage, not even the hosts. */
const KEY = 'hostHeaders';

/** What may be shown of a header. */
export type HostHeader = Omit<Credential, 'value'>;

export class HostHeaders {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** For a scan. There are none in a folder that is not trusted: its list would decide what is asked with them. */
  async forScan(): Promise<readonly Credential[]> {
    if (!vscode.workspace.isTrusted) return [];
    try {
      return await this.#read();
    } catch (error) {
      const reason = safeLabel(String((error as Error).message));
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The scan goes without your headers for hosts: {0}', reason),
      );
      return [];
    }
  }

  /** By host, then by name. */
  async all(): Promise<HostHeader[]> {
    const headers = (await this.#read()).map(({ origin, name }) => ({ origin, name }));
    return headers.sort((a, b) => a.origin.localeCompare(b.origin) || a.name.localeCompare(b.name));
  }

  /** In the place of one of the same name, if there is one. */
  async set(header: Credential): Promise<void> {
    await this.#write([...(await this.#read()).filter(each => !isSame(each, header)), header]);
  }

  async remove(header: HostHeader): Promise<void> {
    await this.#write((await this.#read()).filter(each => !isSame(each, header)));
  }

  /** Afresh each time, since other windows write, too. */
  async #read(): Promise<readonly Credential[]> {
    const stored = await this.#secrets.get(KEY);
    if (!stored) return [];
    try {
      const headers: unknown = JSON.parse(stored);
      return Array.isArray(headers) ? headers.filter(isCredential) : [];
    } catch {
      return [];
    }
  }

  async #write(headers: readonly Credential[]): Promise<void> {
    if (headers.length) await this.#secrets.store(KEY, JSON.stringify(headers));
    else await this.#secrets.delete(KEY);
  }
}

function isSame(a: HostHeader, b: HostHeader): boolean {
  return a.origin === b.origin && a.name.toLowerCase() === b.name.toLowerCase();
}

function isCredential(value: unknown): value is Credential {
  const { origin, name, value: text } = (value ?? {}) as Record<string, unknown>;
  return [origin, name, text].every(each => typeof each === 'string');
}
