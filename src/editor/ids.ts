/** The names that the code shares with package.json. test/unit/manifest.test.ts compares them. */

export const COMMANDS = {
  scanForPython: 'scanUrls.scanForPython',
  scanFor: 'scanUrls.scanFor',
  scanFolder: 'scanUrls.scanFolder',
  check: 'scanUrls.check',
  scanAgain: 'scanUrls.scanAgain',
  stop: 'scanUrls.stop',
  clear: 'scanUrls.clear',
  setHeader: 'scanUrls.setHeader',
  removeHeader: 'scanUrls.removeHeader',
  showLog: 'scanUrls.showLog',
  goToLine: 'scanUrls.goToLine',
  openMatch: 'scanUrls.openMatch',
  openInBrowser: 'scanUrls.openInBrowser',
  copyUrl: 'scanUrls.copyUrl',
  copyGroup: 'scanUrls.copyGroup',
  rescan: 'scanUrls.rescan',
  showMore: 'scanUrls.showMore',
  newList: 'scanUrls.newList',
  showFirstSteps: 'scanUrls.showFirstSteps',
  exportResults: 'scanUrls.exportResults',
  newListFromMatches: 'scanUrls.newListFromMatches',
  newListFromNoMention: 'scanUrls.newListFromNoMention',
  newListFromFailures: 'scanUrls.newListFromFailures',
  newListFromGroup: 'scanUrls.newListFromGroup',
  searchAgain: 'scanUrls.searchAgain',
  matchCase: 'scanUrls.matchCase',
  matchCaseOff: 'scanUrls.matchCaseOff',
  wholeWord: 'scanUrls.wholeWord',
  wholeWordOff: 'scanUrls.wholeWordOff',
  regularExpression: 'scanUrls.regularExpression',
  regularExpressionOff: 'scanUrls.regularExpressionOff',
  textOnly: 'scanUrls.textOnly',
  textOnlyOff: 'scanUrls.textOnlyOff',
  showText: 'scanUrls.showText',
  showSource: 'scanUrls.showSource',
  nextMatch: 'scanUrls.nextMatch',
  previousMatch: 'scanUrls.previousMatch',
  rescanFailed: 'scanUrls.rescanFailed',
  skip: 'scanUrls.skip',
  copyText: 'scanUrls.copyText',
  copyMarkdown: 'scanUrls.copyMarkdown',
  copyCsv: 'scanUrls.copyCsv',
  filter: 'scanUrls.filter',
  filterByState: 'scanUrls.filterByState',
  clearFilter: 'scanUrls.clearFilter',
  groupByVerdict: 'scanUrls.groupByVerdict',
  groupByHost: 'scanUrls.groupByHost',
  showAsList: 'scanUrls.showAsList',
  sortByList: 'scanUrls.sortByList',
  sortByHost: 'scanUrls.sortByHost',
  sortByTime: 'scanUrls.sortByTime',
  sortByCount: 'scanUrls.sortByCount',
  showTimeline: 'scanUrls.showTimeline',
  compareModels: 'scanUrls.compareModels',
} as const;

/** Identifier of the language of lists. */
export const LIST_LANGUAGE = 'url-list';

/** Id of the walkthrough *First Steps with Scan URLs*. */
export const WALKTHROUGH = 'scan-urls.scan-urls#firstSteps';

/** Id of the results view. */
export const VIEW = 'scanUrls.results';

export const CONTEXT_KEYS = {
  running: 'scanUrls.running',
  hasResults: 'scanUrls.hasResults',
  matchCase: 'scanUrls.matchCase',
  wholeWord: 'scanUrls.wholeWord',
  regularExpression: 'scanUrls.regularExpression',
  textOnly: 'scanUrls.textOnly',
  pageIsOpen: 'scanUrls.pageIsOpen',
  isFiltered: 'scanUrls.isFiltered',
  grouping: 'scanUrls.grouping',
  sorting: 'scanUrls.sorting',
} as const;

/** `contextValue` of tree items, for the `when` clauses of their menus. */
export const ITEM = {
  group: 'group',
  /** The group of the URLs that failed. */
  failed: 'failed',
  host: 'host',
  file: 'file',
  running: 'running',
  hold: 'hold',
  url: 'url',
  rejected: 'rejected',
  match: 'match',
} as const;

/** View types of the webview panels. VS Code restores a panel by its view type. */
export const PANELS = {
  timeline: 'scanUrls.timeline',
  comparison: 'scanUrls.comparison',
} as const;

/** The name shown on diagnostics, the log and the view. */
export const NAME = 'Scan URLs';

/** URI scheme of the read-only documents that show pages. */
export const PAGE_SCHEME = 'scan-urls-page';

/** URI scheme of the documents that hold the cells of notebooks. It is VS Code's. */
export const CELL_SCHEME = 'vscode-notebook-cell';
