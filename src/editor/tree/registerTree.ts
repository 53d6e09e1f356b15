/** The commands and context keys of the results view: filter, group and sort. */

import * as vscode from 'vscode';
import { NO_TERM } from '../../engine/model/term.ts';
import { ContextKeys } from '../commands/contextKeys.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { MoreNode } from '../model/resultNodes.ts';
import type { Sessions } from '../model/sessions.ts';
import { askForKinds, askForText } from './askForFilter.ts';
import type { ResultsTree } from './resultsTree.ts';

interface Parts {
  readonly sessions: Sessions;
  readonly tree: ResultsTree;
}

export function registerTree({ sessions, tree }: Parts): vscode.Disposable {
  const { options } = tree;
  const keys = new ContextKeys();
  const setKeys = () => {
    keys.set('isFiltered', options.isFiltered);
    keys.set('grouping', options.grouping);
    keys.set('sorting', options.sorting);
  };
  setKeys();
  return vscode.Disposable.from(
    options.onDidChange(setKeys),
    registerCommands({
      showMore: (node: MoreNode) => tree.showMore(node),
      filter: () => askForText(options),
      filterByState: () => askForKinds(options, sessions.shown?.term ?? NO_TERM),
      clearFilter: () => options.filter({ text: '', kinds: new Set() }),
      groupByVerdict: () => options.setGrouping('verdict'),
      groupByHost: () => options.setGrouping('host'),
      showAsList: () => options.setGrouping('none'),
      sortByList: () => options.setSorting('list'),
      sortByHost: () => options.setSorting('host'),
      sortByTime: () => options.setSorting('time'),
      sortByCount: () => options.setSorting('count'),
    }),
  );
}
