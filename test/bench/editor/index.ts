/** Runs inside VS Code: measures the extension host while lists are scanned. */

import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ResultNode } from '../../../src/editor/model/resultNodes.ts';
import type { Parts } from '../../../src/extension.ts';
import { HostWatch } from './hostWatch.ts';
import {
  type Figures,
  ORDERS,
  type Orders,
  type ScanFigures,
  type ScanOrder,
  type ServerTimes,
} from './messages.ts';
import { watchStack } from './spent.ts';

/** How long an idle host is watched, in ms. */
const IDLE = 2_000;

/** Called by VS Code. */
export async function run(): Promise<void> {
  const { figures, rounds, scans }: Orders = JSON.parse(readFileSync(process.env[ORDERS] ?? '', 'utf8'));
  const extension = vscode.extensions.getExtension<Parts>('scan-urls.scan-urls');
  if (!extension) throw new Error('The extension is not there');
  // The work after the start of VS Code is over.
  await setTimeout(IDLE);
  const began = performance.now();
  const parts = await extension.activate();
  const activation = performance.now() - began;
  agreeToEverything();
  const all: ScanFigures[] = [];
  for (const scan of scans) {
    // The last scan is only for samples of the stack, because sampling takes time itself.
    for (let round = 0; round <= rounds; round++) all.push(await measure(scan, parts, round === rounds));
  }
  writeFileSync(figures, JSON.stringify({ activation, scans: all } satisfies Figures));
}

async function measure(order: ScanOrder, parts: Parts, looksAtStack: boolean): Promise<ScanFigures> {
  const settings = vscode.workspace.getConfiguration('scanUrls');
  for (const [name, value] of Object.entries(order.settings)) {
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }
  const { document } = await vscode.window.showTextDocument(vscode.Uri.file(order.list));
  await vscode.commands.executeCommand('scanUrls.results.focus');
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  // The work after opening a file is over.
  await setTimeout(IDLE);
  const idleWatch = new HostWatch();
  await setTimeout(IDLE);
  const idle = idleWatch.end();
  if (order.times) await serverTimes(order.times);
  const firstUrl = watchTree(parts);
  const stack = looksAtStack ? await watchStack() : undefined;
  const began = now();
  const watch = new HostWatch();
  await vscode.commands.executeCommand('scanUrls.scanForPython', document.uri);
  const wall = now() - began;
  const busy = watch.end();
  const spent = await stack?.end();
  const shownAt = await firstUrl;
  const engines = parts.engine.pids.map(peakOf);
  const tally = parts.sessions.of(document.uri)?.tally;
  if (!tally) throw new Error(`${order.name} was not scanned`);
  const times = order.times ? await serverTimes(order.times) : undefined;
  await vscode.commands.executeCommand('scanUrls.clear');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const name of Object.keys(order.settings)) {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
  return {
    name: order.name,
    wall,
    answer: { responses: tally.responses, mentions: tally.mentions, failures: tally.failed },
    idle,
    busy,
    firstRequest: difference(began, times?.firstRequest),
    firstResult: difference(times?.firstAnswer, shownAt),
    ...(spent ? { spent } : {}),
    engines,
  };
}

/** Settles when VS Code asks for the row of a URL, with the moment; a scan is over by then or soon after. */
function watchTree({ tree }: Parts): Promise<number> {
  const original = tree.getTreeItem;
  return new Promise(resolve => {
    tree.getTreeItem = (node: ResultNode) => {
      if (node.type === 'url') {
        tree.getTreeItem = original;
        resolve(now());
      }
      return original.call(tree, node);
    };
  });
}

/** Turns off the confirmation for large lists, because nobody can answer it. */
function agreeToEverything(): void {
  Object.defineProperty(vscode.window, 'showWarningMessage', { value: async () => 'Scan' });
}

/** Reads the times from the server, which then resets them. */
async function serverTimes(url: string): Promise<ServerTimes> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, response => resolve(json(response) as Promise<ServerTimes>)).on(
      'error',
      reject,
    );
  });
}

/** In ms since the epoch, as the server's. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function difference(start: number | null | undefined, end: number | null | undefined): number | undefined {
  return typeof start === 'number' && typeof end === 'number' ? end - start : undefined;
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has ended, or this is no Linux.
  }
}
