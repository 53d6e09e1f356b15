/** Says after a scan, once, what most of its failures have in common, and offers what helps. */

import * as vscode from 'vscode';
import type { Cause } from '../../engine/report/causes.ts';
import { sentences } from '../../engine/wording/phrases.ts';
import { COMMANDS } from '../ids.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { causeOf, causeText } from '../wording/causeTexts.ts';

/** What a notification offers. */
interface Step {
  readonly title: string;
  run(): Thenable<unknown>;
}

interface Hint {
  /** What to do, in a sentence or two. */
  readonly advice: string;
  readonly steps: readonly Step[];
}

export function registerScanHint(sessions: Sessions): vscode.Disposable {
  /** By list: what was said of it last. Who scans again and again has read it. */
  const said = new Map<string, string>();
  let running: readonly Session[] = [];
  return sessions.onDidChange(() => {
    // Only the end of a scan says something new, and its lines may be many.
    const ended = running.filter(session => !session.isRunning && sessions.of(session.uri) === session);
    running = sessions.running;
    for (const session of ended) {
      const list = session.uri.toString();
      const cause = causeOf(session);
      const what = cause && `${cause.kind} ${carrier()}`;
      if (!what) said.delete(list);
      else if (said.get(list) !== what) {
        said.set(list, what);
        void show(cause);
      }
    }
  });
}

async function show(cause: Cause): Promise<void> {
  const { advice, steps } = hintFor(cause);
  const titles = steps.map(({ title }) => title);
  const chosen = await vscode.window.showWarningMessage(sentences([causeText(cause), advice]), ...titles);
  await steps.find(({ title }) => title === chosen)?.run();
}

function hintFor({ kind }: Cause): Hint {
  switch (kind) {
    case 'offline':
      return { advice: vscode.l10n.t('Connect it, then scan again.'), steps: [scanAgain()] };
    case 'wall':
      return carrier() === 'vscode'
        ? {
            advice: vscode.l10n.t(
              "VS Code's own network carried the requests. Look at its proxy settings, and whether this machine is online.",
            ),
            steps: [openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
          }
        : {
            advice: vscode.l10n.t(
              'Scans do not read proxy scripts (PAC) or the proxy of the system, and do not sign in to proxies with Kerberos, but VS Code does: let it carry the requests, or name a proxy in the setting http.proxy or in HTTPS_PROXY.',
            ),
            steps: [useVSCode(), openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
          };
    case 'proxy':
      return {
        advice: vscode.l10n.t(
          "Check its address and password, or let VS Code's own network carry the requests.",
        ),
        steps: [
          openSettings(vscode.l10n.t('Open Proxy Settings'), 'http.proxy'),
          ...(carrier() === 'vscode' ? [] : [useVSCode()]),
        ],
      };
    case 'names':
      return {
        advice: vscode.l10n.t('Where they open in your browser, another DNS server may know them.'),
        steps: [
          rescanFailed(false),
          openSettings(vscode.l10n.t('Choose DNS Servers'), 'scanUrls.dnsServers'),
        ],
      };
    case 'certificates':
      return {
        advice: vscode.l10n.t(
          'If something in your network inspects connections, add its authority to the certificates of the operating system.',
        ),
        steps: [openSettings(vscode.l10n.t('Open Certificate Settings'), 'http.systemCertificates')],
      };
    case 'clock':
      return { advice: vscode.l10n.t('Check the clock of this machine.'), steps: [rescanFailed(false)] };
    case 'rateLimit':
      return {
        advice: vscode.l10n.t('One request at once to each of them, some minutes later, may be answered.'),
        steps: [
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
        steps: [openSettings(vscode.l10n.t('Set User-Agent'), 'scanUrls.userAgent')],
      };
    case 'timeouts':
      return {
        advice: vscode.l10n.t('Fewer requests at once often help.'),
        steps: [
          rescanFailed(true),
          openSettings(vscode.l10n.t('Open Limits'), '@id:scanUrls.concurrency,scanUrls.totalTimeout'),
        ],
      };
    case 'resources':
      return {
        advice: vscode.l10n.t('Fewer requests at once help.'),
        steps: [rescanFailed(true), openSettings(vscode.l10n.t('Open Limits'), 'scanUrls.concurrency')],
      };
    case 'privateAddresses':
      return {
        advice: vscode.l10n.t('If you trust this list, allow them.'),
        steps: [openSettings(vscode.l10n.t('Open Setting'), 'scanUrls.allowPrivateAddresses')],
      };
  }
}

function carrier(): 'undici' | 'vscode' {
  return vscode.workspace.getConfiguration('scanUrls').get('transport') === 'vscode' ? 'vscode' : 'undici';
}

function openSettings(title: string, query: string): Step {
  return { title, run: () => vscode.commands.executeCommand('workbench.action.openSettings', query) };
}

function scanAgain(): Step {
  return {
    title: vscode.l10n.t('Scan Again'),
    run: () => vscode.commands.executeCommand(COMMANDS.scanAgain),
  };
}

function rescanFailed(isGentle: boolean): Step {
  return {
    title: isGentle
      ? vscode.l10n.t('Scan Failed URLs Again, Slowly')
      : vscode.l10n.t('Scan Failed URLs Again'),
    run: () => vscode.commands.executeCommand(COMMANDS.rescanFailed, undefined, { isGentle }),
  };
}

function useVSCode(): Step {
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
