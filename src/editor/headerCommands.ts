/** Sets and removes headers for hosts. */

import * as vscode from 'vscode';
import {
  credentialName,
  credentialOrigin,
  credentialValue,
  InvalidCredentialError,
} from '../engine/credentials.ts';
import { safeLabel } from '../engine/displayText.ts';
import { parseList } from '../engine/list.ts';
import type { HostHeaders } from './hostHeaders.ts';
import type { Sessions } from './sessions.ts';

/** More suggestions than this are scrolled past by nobody. */
const MOST_SUGGESTIONS = 1_000;

const TITLE = 'Set Header for a Host';

export async function setHeader(headers: HostHeaders, sessions: Sessions): Promise<void> {
  const origin = await askForHost(originsOf(sessions));
  if (!origin) return;
  const host = safeLabel(shortOrigin(origin));
  const typedName = await vscode.window.showInputBox({
    title: `${TITLE} (2/3)`,
    prompt: `Name of the header that ${host} gets`,
    value: 'Authorization',
    ignoreFocusOut: true,
    validateInput: problemOf(credentialName),
  });
  if (typedName === undefined) return;
  const name = credentialName(typedName);
  const typedValue = await vscode.window.showInputBox({
    title: `${TITLE} (3/3)`,
    prompt: `Value of ${safeLabel(name)} for ${host}, such as “Bearer …”. It is kept as a secret, and sent to ${host} only`,
    password: true,
    ignoreFocusOut: true,
    validateInput: problemOf(credentialValue),
  });
  if (typedValue === undefined) return;
  await headers.set({ origin, name, value: credentialValue(typedValue) });
  const when = vscode.workspace.isTrusted ? 'from the next scan on' : 'once you trust this folder';
  void vscode.window.showInformationMessage(`${safeLabel(name)} is sent to ${host} ${when}.`);
}

export async function removeHeader(headers: HostHeaders): Promise<void> {
  const all = await headers.all();
  if (!all.length) {
    void vscode.window.showInformationMessage(
      'No headers are set. “Scan URLs: Set Header for a Host…” sets one.',
    );
    return;
  }
  const choice = await vscode.window.showQuickPick(
    all.map(header => ({
      label: safeLabel(shortOrigin(header.origin)),
      description: safeLabel(header.name),
      header,
    })),
    { title: 'Remove Header of a Host', placeHolder: 'Which header is not to be sent any more?' },
  );
  if (choice) await headers.remove(choice.header);
}

interface HostItem extends vscode.QuickPickItem {
  /** Absent where what is typed is no host. */
  readonly origin?: string;
}

/** @param suggestions origins */
function askForHost(suggestions: readonly string[]): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<HostItem>();
  const suggested = suggestions.map(origin => hostItem(origin));
  pick.title = `${TITLE} (1/3)`;
  pick.placeholder = suggested.length
    ? 'Host, with a port where it has one; choose or type it'
    : 'Host, such as example.com or localhost:8080';
  pick.ignoreFocusOut = true;
  pick.items = suggested;
  const answer = Promise.withResolvers<string | undefined>();
  pick.onDidChangeValue(value => {
    const typed = value.trim() ? [typedItem(value)] : [];
    const known = typed[0]?.origin;
    pick.items = [...typed, ...suggested.filter(({ origin }) => origin !== known)];
  });
  pick.onDidAccept(() => {
    const origin = pick.selectedItems[0]?.origin;
    if (!origin) return;
    answer.resolve(origin);
    pick.hide();
  });
  pick.onDidHide(() => {
    answer.resolve(undefined);
    pick.dispose();
  });
  pick.show();
  return answer.promise;
}

function hostItem(origin: string): HostItem {
  const isPlain = origin.startsWith('http:');
  return {
    label: safeLabel(shortOrigin(origin)),
    ...(isPlain ? { description: 'not encrypted: others on the network can read the header' } : {}),
    origin,
  };
}

function typedItem(value: string): HostItem {
  try {
    return { ...hostItem(credentialOrigin(value)), alwaysShow: true };
  } catch (error) {
    if (!(error instanceof InvalidCredentialError)) throw error;
    return { label: safeLabel(value), description: error.message, alwaysShow: true };
  }
}

/** https: goes without saying. */
function shortOrigin(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}

/** Those of the list in the editor, as it is now, or else of the results that are shown. */
function originsOf(sessions: Sessions): string[] {
  const editor = vscode.window.activeTextEditor;
  const session = sessions.ofEditor(editor) ?? (editor ? undefined : sessions.shown);
  const targets = session?.targets ?? (editor ? parseList(editor.document.getText()).targets : []);
  return [...new Set(targets.map(target => new URL(target).origin))].slice(0, MOST_SUGGESTIONS);
}

function problemOf(check: (text: string) => unknown): (text: string) => string | undefined {
  return text => {
    try {
      check(text);
      return undefined;
    } catch (error) {
      if (!(error instanceof InvalidCredentialError)) throw error;
      return safeLabel(error.message);
    }
  };
}
