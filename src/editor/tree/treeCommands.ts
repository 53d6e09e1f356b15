/** What a person can do with the view of the results: filter, group, sort and copy. */

import * as vscode from 'vscode';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { GROUP_KINDS } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { ChosenLines } from './commandTargets.ts';
import { type CopyFormat, copyOf } from './copies.ts';
import { groupLabel } from './resultItems.ts';
import type { MoreNode, ResultNode } from './resultNodes.ts';
import type { ResultsTree } from './resultsTree.ts';
import type { TreeOptions } from './treeOptions.ts';

export interface TreeServices {
  readonly chosen: ChosenLines;
  readonly sessions: Sessions;
  readonly tree: ResultsTree;
}

export function treeCommands({ chosen, sessions, tree }: TreeServices) {
  const { options } = tree;

  /** What is selected, or all that is shown where nothing is. */
  async function copyAs(format: CopyFormat, node?: ResultNode, nodes?: ResultNode[]): Promise<void> {
    const some = chosen.linesWithGroups(node, nodes);
    await copy(copyOf(some.length ? some : chosen.all(), format));
  }

  return {
    showMore: (node: MoreNode) => tree.showMore(node),
    filter: () => askForText(options),
    filterByState: () => askForKinds(options, sessions.shown?.term.text ?? ''),
    clearFilter: () => options.filter({ text: '', kinds: new Set() }),
    groupByVerdict: () => options.setGrouping('verdict'),
    groupByHost: () => options.setGrouping('host'),
    showAsList: () => options.setGrouping('none'),
    sortByList: () => options.setSorting('list'),
    sortByHost: () => options.setSorting('host'),
    sortByTime: () => options.setSorting('time'),
    sortByCount: () => options.setSorting('count'),
    copyUrl: (node?: ResultNode, nodes?: ResultNode[]) => {
      const lines = chosen.lines(node, nodes);
      return copy((lines.length ? lines : chosen.linesWithGroups(node, nodes)).map(textOf).join('\n'));
    },
    copyGroup: (node?: ResultNode, nodes?: ResultNode[]) =>
      copy(chosen.linesWithGroups(node, nodes).map(textOf).join('\n')),
    copyText: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('text', node, nodes),
    copyMarkdown: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('markdown', node, nodes),
    copyCsv: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('csv', node, nodes),
  };
}

/** As it stands in the list: who copies a URL wants to use it. */
function textOf({ line }: { readonly line: { readonly text: string } }): string {
  return line.text;
}

/** The view follows what is typed; Escape puts things back as they were. */
async function askForText(options: TreeOptions): Promise<void> {
  const before = options.text;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Results');
  input.placeholder = vscode.l10n.t('Part of a URL, or of the reason of a failure');
  input.value = before;
  let isAccepted = false;
  await new Promise<void>(resolve => {
    input.onDidChangeValue(text => options.filter({ text }));
    input.onDidAccept(() => {
      isAccepted = true;
      input.hide();
    });
    input.onDidHide(() => resolve());
    input.show();
  });
  if (!isAccepted) options.filter({ text: before });
  input.dispose();
}

async function askForKinds(options: TreeOptions, term: string): Promise<void> {
  const items = GROUP_KINDS.map(kind => ({
    label: safeLabel(groupLabel(kind, term)),
    state: kind,
    picked: options.allowsKind(kind),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter Results by State'),
    placeHolder: vscode.l10n.t('States to show'),
    canPickMany: true,
  });
  if (picked) options.filter({ kinds: new Set(picked.map(({ state }) => state)) });
}

async function copy(text: string): Promise<void> {
  if (text) await vscode.env.clipboard.writeText(text);
}
