/** The notification about the common cause of failures: what it is, what to do, and actions against it. */

import * as vscode from 'vscode';
import type { TransportName } from '../../engine/model/options.ts';
import type { Cause } from '../../engine/report/causes.ts';
import { sentences } from '../../engine/wording/phrases.ts';
import { COMMANDS } from '../ids.ts';
import { mainCauseText } from '../wording/mainCause.ts';

/** A button of the notification. */
interface Action {
  readonly title: string;
  run(): Thenable<unknown>;
}

interface Hint {
  /** What to do, in one or two sentences. */
  readonly advice: string;
  readonly actions: readonly Action[];
}

/** @param transport of the scan */
export async function showHint(cause: Cause, transport: TransportName): Promise<void> {
  const { advice, actions } = hintFor(cause, transport);
  const titles = actions.map(({ title }) => title);
  const choice = await vscode.window.showWarningMessage(sentences([mainCauseText(cause), advice]), ...titles);
  await actions.find(({ title }) => title === choice)?.run();
}

function hintFor({ kind }: Cause, transport: TransportName): Hint {
  switch (kind) {
    case 'offline':
      return { advice: vscode.l10n.t('Connect it, then scan again.'), actions: [scanAgain()] };
    case 'wall':
      return transport === 'vscode'
        ? {
            advice: vscode.l10n.t(
              "VS Code's own network carried the requests. Check its proxy settings, and check that this machine is online.",
            ),
            actions: [openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
          }
        : {
            advice: vscode.l10n.t(
              "Scans cannot use proxy scripts (PAC), the system's proxy or a Kerberos sign-in, but VS Code can. Let VS Code's own network carry the requests, or enter a proxy in the setting http.proxy or in HTTPS_PROXY.",
            ),
            actions: [useVSCode(), openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
          };
    case 'proxy':
      return {
        advice: vscode.l10n.t(
          "Check its address and password, or let VS Code's own network carry the requests.",
        ),
        actions: [
          openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy'),
          ...(transport === 'vscode' ? [] : [useVSCode()]),
        ],
      };
    case 'names':
      return {
        advice: vscode.l10n.t('If they open in your browser, another DNS server may know them.'),
        actions: [
          rescanFailed(false),
          openSettings(vscode.l10n.t('Choose DNS Servers'), 'scanUrls.dnsServers'),
        ],
      };
    case 'certificates':
      return {
        advice: vscode.l10n.t(
          'If something in your network inspects connections, add its authority to the certificates of the operating system.',
        ),
        actions: [openSettings(vscode.l10n.t('Open Certificate Settings'), 'http.systemCertificates')],
      };
    case 'clock':
      return { advice: vscode.l10n.t('Check the clock of this machine.'), actions: [rescanFailed(false)] };
    case 'rateLimit':
      return {
        advice: vscode.l10n.t('Wait some minutes, then send only one request at once to each of them.'),
        actions: [
          rescanFailed(true),
          openSettings(
            vscode.l10n.t('Open Politeness Settings'),
            '@id:scanUrls.perHostConcurrency,scanUrls.hostInterval',
          ),
        ],
      };
    case 'blocked':
      return {
        advice: vscode.l10n.t(
          'They are probably alive: open them in your browser. Some let another User-Agent through.',
        ),
        actions: [openSettings(vscode.l10n.t('Set User-Agent'), 'scanUrls.userAgent')],
      };
    case 'timeouts':
      return {
        advice: vscode.l10n.t('Fewer requests at once often help.'),
        actions: [
          rescanFailed(true),
          openSettings(vscode.l10n.t('Open Limits'), '@id:scanUrls.concurrency,scanUrls.totalTimeout'),
        ],
      };
    case 'resources':
      return {
        advice: vscode.l10n.t('Fewer requests at once help.'),
        actions: [rescanFailed(true), openSettings(vscode.l10n.t('Open Limits'), 'scanUrls.concurrency')],
      };
    case 'privateAddresses':
      return {
        advice: vscode.l10n.t('If you trust this list, allow them.'),
        actions: [openSettings(vscode.l10n.t('Open Setting'), 'scanUrls.allowPrivateAddresses')],
      };
  }
}

function openSettings(title: string, query: string): Action {
  return { title, run: () => vscode.commands.executeCommand('workbench.action.openSettings', query) };
}

function scanAgain(): Action {
  return {
    title: vscode.l10n.t('Scan Again'),
    run: () => vscode.commands.executeCommand(COMMANDS.scanAgain),
  };
}

function rescanFailed(isGentle: boolean): Action {
  return {
    title: isGentle
      ? vscode.l10n.t('Scan Failed URLs Again, Slowly')
      : vscode.l10n.t('Scan Failed URLs Again'),
    run: () => vscode.commands.executeCommand(COMMANDS.rescanFailed, undefined, { isGentle }),
  };
}

function useVSCode(): Action {
  return {
    title: vscode.l10n.t("Use VS Code's Network"),
    run: async () => {
      await vscode.workspace
        .getConfiguration('scanUrls')
        .update('transport', 'vscode', vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand(COMMANDS.scanAgain);
    },
  };
}
