/** The header fields that a person has set for hosts. They are stored only in VS Code's SecretStorage. */

import * as vscode from 'vscode';
import type { Credential } from '../../engine/request/credentials.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';

/** All headers are one secret, so that not even the hosts are visible outside of SecretStorage. */
const KEY = 'hostHeaders';

/** The part of a header that may be shown. */
export type HostHeader = Omit<Credential, 'value'>;

export class HostHeaders {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /**
   * The headers to send in a scan. None in an untrusted workspace, because its list decides which servers get requests.
   * If they cannot be read, shows a message and returns none.
   */
  async forScan(): Promise<readonly Credential[]> {
    if (!vscode.workspace.isTrusted) return [];
    try {
      return await this.#read();
    } catch (error) {
      const reason = safeLabel(String((error as Error).message));
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Your headers for hosts are not sent in this scan: {0}', reason),
      );
      return [];
    }
  }

  /** All headers without their values, sorted by origin, then by name. */
  async all(): Promise<HostHeader[]> {
    const headers = (await this.#read()).map(({ origin, name }) => ({ origin, name }));
    return headers.sort((a, b) => a.origin.localeCompare(b.origin) || a.name.localeCompare(b.name));
  }

  /** Stores a header. It replaces the header of the same origin and name. */
  async set(header: Credential): Promise<void> {
    await this.#write([...(await this.#read()).filter(each => !isSame(each, header)), header]);
  }

  async remove(header: HostHeader): Promise<void> {
    await this.#write((await this.#read()).filter(each => !isSame(each, header)));
  }

  /** Reads the secret. It is not cached, because other windows write to it. */
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
