/** The dialogs that set and remove headers for hosts. */

import * as vscode from 'vscode';
import {
  credentialName,
  credentialOrigin,
  credentialValue,
  InvalidCredentialError,
} from '../../engine/request/credentials.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import type { Sessions } from '../model/sessions.ts';
import type { HostHeaders } from './hostHeaders.ts';

/** Number of suggested hosts. Nobody scrolls through more. */
const MOST_SUGGESTIONS = 1_000;

/** Number of questions: host, name, value. */
const STEPS = 3;

export async function setHeader(headers: HostHeaders, sessions: Sessions): Promise<void> {
  const origin = await askForHost(await originsOf(sessions));
  if (!origin) return;
  const host = safeLabel(shortOrigin(origin));
  const typedName = await vscode.window.showInputBox({
    title: titleOf(2),
    prompt: vscode.l10n.t('Name of the header to send to {0}', host),
    value: 'Authorization',
    ignoreFocusOut: true,
    validateInput: problemOf(credentialName),
  });
  if (typedName === undefined) return;
  const name = credentialName(typedName);
  const typedValue = await vscode.window.showInputBox({
    title: titleOf(3),
    prompt: vscode.l10n.t(
      'Value of {0} for {1}, such as “Bearer …”. It is kept as a secret, and sent to {1} only',
      safeLabel(name),
      host,
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: problemOf(credentialValue),
  });
  if (typedValue === undefined) return;
  await headers.set({ origin, name, value: credentialValue(typedValue) });
  void vscode.window.showInformationMessage(
    vscode.workspace.isTrusted
      ? vscode.l10n.t('{0} is sent to {1} from the next scan on.', safeLabel(name), host)
      : vscode.l10n.t('{0} is sent to {1} once you trust this folder.', safeLabel(name), host),
  );
}

export async function removeHeader(headers: HostHeaders): Promise<void> {
  const all = await headers.all();
  if (!all.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No headers are set. “Scan URLs: Set Header for a Host…” sets one.'),
    );
    return;
  }
  const choice = await vscode.window.showQuickPick(
    all.map(header => ({
      label: safeLabel(shortOrigin(header.origin)),
      description: safeLabel(header.name),
      header,
    })),
    {
      title: vscode.l10n.t('Remove Header of a Host'),
      placeHolder: vscode.l10n.t('Which header should no longer be sent?'),
    },
  );
  if (choice) await headers.remove(choice.header);
}

function titleOf(step: number): string {
  return vscode.l10n.t('Set Header for a Host ({0}/{1})', step, STEPS);
}

interface HostItem extends vscode.QuickPickItem {
  /** Absent if the typed text is not a host. */
  readonly origin?: string;
}

/** @param suggestions origins */
function askForHost(suggestions: readonly string[]): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<HostItem>();
  const suggested = suggestions.map(origin => hostItem(origin));
  pick.title = titleOf(1);
  pick.placeholder = suggested.length
    ? vscode.l10n.t('Choose or type a host, such as example.com or localhost:8080')
    : vscode.l10n.t('Host, such as example.com or localhost:8080');
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
    ...(isPlain
      ? { description: vscode.l10n.t('not encrypted: others on the network can read the header') }
      : {}),
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

/** The origin without `https://`, which is the usual scheme. */
function shortOrigin(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}

/** The origins in the list of the active editor. Without an active editor, those of the shown session. */
async function originsOf(sessions: Sessions): Promise<string[]> {
  const editor = vscode.window.activeTextEditor;
  const session = sessions.active ?? (editor ? undefined : sessions.shown);
  const targets = session?.targets ?? (editor ? await targetsOf(editor.document.getText()) : []);
  return [...new Set(targets.map(target => new URL(target).origin))].slice(0, MOST_SUGGESTIONS);
}

/** The URLs of a text, read as a list. */
async function targetsOf(text: string): Promise<readonly string[]> {
  const { parseList } = await import('../../engine/links/list/readList.ts');
  return parseList(text).targets;
}

/** Converts a function that throws `InvalidCredentialError` to a validator for input boxes. */
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
