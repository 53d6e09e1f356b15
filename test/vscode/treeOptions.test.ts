import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ResultNode } from '../../src/editor/model/resultNodes.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, parts, rowOf, scanForPython } from './support.ts';

describe('The view of the results', () => {
  let site: Site;
  let other: Site;

  const run = (command: string, ...args: unknown[]) =>
    vscode.commands.executeCommand(`scanUrls.${command}`, ...args);

  before(async () => {
    site = await startSite({
      '/one': { body: 'Python' },
      '/three': { body: 'Python\nPython\nPython', delay: 80 },
      '/no': { body: 'a heron', delay: 40 },
    });
    other = await startSite({ '/two': { body: 'Python Python' } });
  });

  beforeEach(async () => {
    await openList(
      ['/one', '/lost', '/three', '/no'].map(path => site.url(path)).join('\n') +
        `\n${other.url('/two')}\nhttp://\n`,
    );
    await scanForPython();
  });

  afterEach(async () => {
    await run('clearFilter');
    await run('groupByVerdict');
    await run('sortByList');
    await cleanUp();
  });

  after(async () => {
    await other.close();
    await site.close();
  });

  /** The rows of the tree in their order, groups with their children. */
  async function shown(): Promise<string[]> {
    const { tree } = await parts();
    const line = (node: ResultNode) => {
      const { label } = rowOf(tree, node);
      return label.replace(`127.0.0.1:${site.port}`, 'site').replace(`127.0.0.1:${other.port}`, 'other');
    };
    return tree
      .getChildren()
      .flatMap(node =>
        node.type === 'url'
          ? [line(node)]
          : [line(node), ...tree.getChildren(node).map(each => `  ${line(each)}`)],
      );
  }

  it('groups by host, and says what came of each', async () => {
    const { tree } = await parts();
    await run('groupByHost');
    assert.deepEqual(await shown(), [
      'site (4)',
      '  site/one',
      '  site/lost',
      '  site/three',
      '  site/no',
      'other (1)',
      '  other/two',
      'Not a URL (1)',
      '  http://',
    ]);
    const [host] = tree.getChildren();
    assert.ok(host);
    assert.equal(rowOf(tree, host).description, '2 mention it · 1 failed');
    assert.match(
      tree.getTreeItem(host).accessibilityInformation?.label ?? '',
      /: 4 URLs, 2 mention it, 1 failed$/,
    );
    const [row] = tree.getChildren(host);
    assert.ok(row);
    assert.equal(tree.getParent(row), host);
    assert.equal((tree.getTreeItem(row).iconPath as vscode.ThemeIcon).id, 'pass');
  });

  it('shows one list, in the order of the list, of hosts, of time or of matches', async () => {
    await run('showAsList');
    assert.deepEqual(await shown(), [
      'site/one',
      'site/lost',
      'site/three',
      'site/no',
      'other/two',
      'http://',
    ]);
    await run('sortByTime');
    const times = (await parts()).tree
      .getChildren()
      .flatMap(node => (node.type === 'url' ? (node.line.outcome?.ms ?? 0) : []));
    assert.ok((times[0] ?? 0) >= 80, 'the slowest page comes first');
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    await run('sortByCount');
    assert.deepEqual((await shown()).slice(0, 3), ['site/three', 'other/two', 'site/one']);
    await run('sortByHost');
    assert.deepEqual(
      (await shown()).filter(row => row.startsWith('site')),
      ['site/one', 'site/lost', 'site/three', 'site/no'],
    );
  });

  it('keeps both when the list is scanned again', async () => {
    const { tree } = await parts();
    await run('groupByHost');
    await run('sortByCount');
    await scanForPython();
    assert.deepEqual([tree.options.grouping, tree.options.sorting], ['host', 'count']);
    assert.equal((await shown())[0], 'site (4)');
  });

  it('sorts groups of hosts by the most matches', async () => {
    const { tree } = await parts();
    await run('groupByHost');
    tree.options.filter({ text: '/one' });
    tree.options.filter({ text: '/t' });
    await run('sortByCount');
    assert.deepEqual(await shown(), ['site (1)', '  site/three', 'other (1)', '  other/two']);
  });

  it('filters by text of the URL or of the failure, and the counts follow', async () => {
    const { tree } = await parts();
    tree.options.filter({ text: '/T' });
    assert.deepEqual(await shown(), [
      'Mentions “Python” (2)',
      '  site/three',
      '  other/two',
      'No mention (0)',
      'Failed (0)',
    ]);
    assert.equal(tree.description, '“/T”');
    assert.match(tree.message, / · The filter shows 2 of 6\.$/);
    tree.options.filter({ text: '404' });
    assert.deepEqual(await shown(), ['Mentions “Python” (0)', 'No mention (0)', 'Failed (1)', '  site/lost']);
    await run('clearFilter');
    assert.equal((await shown()).length, 9);
    assert.deepEqual([tree.description, tree.options.isFiltered], ['', false]);
    assert.doesNotMatch(tree.message, /filter/);
  });

  it('filters by state', async () => {
    const { tree } = await parts();
    tree.options.filter({ kinds: new Set(['failed']) });
    assert.deepEqual(await shown(), ['Failed (2)', '  site/lost', '  http://']);
    assert.equal(tree.description, 'Failed');
    await run('showAsList');
    assert.deepEqual(await shown(), ['site/lost', 'http://']);
  });

  it('shows long levels in parts, also without groups', async () => {
    const { tree } = await parts();
    await openList(Array.from({ length: 450 }, (_, index) => other.url(`/two?${index}`)).join('\n'));
    await scanForPython();
    await run('showAsList');
    await run('sortByTime');
    assert.equal(tree.getChildren().length, 101);
    await run('showMore', tree.getChildren().at(-1));
    const rows = tree.getChildren();
    assert.equal(rows.length, 201);
    const times = rows.flatMap(node => (node.type === 'url' ? (node.line.outcome?.ms ?? 0) : []));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
  });

  it('copies what is selected, what stands in a group, or all that is shown', async () => {
    const { tree } = await parts();
    const read = () => vscode.env.clipboard.readText();
    const [mentions, , failed] = tree.getChildren();
    assert.ok(mentions && failed);
    const [first] = tree.getChildren(mentions);
    await run('copyText', first, [first]);
    assert.match(
      await read(),
      new RegExp(`^${site.url('/one')} {2}1 × Python · 200 · \\d+ ms\n {2}1: Python\n$`),
    );
    await run('copyCsv', failed, [failed]);
    const csv = (await read()).split('\r\n');
    assert.equal(csv[0], '"line","url","outcome","count","status","code","message","finalUrl","ms"');
    assert.match(csv[1] ?? '', /^"2","http.*\/lost","failed","0","404","HTTP_STATUS",/);
    assert.match(csv[2] ?? '', /^"6","http:\/\/","failed","","","URL_INVALID",/);
    assert.equal(csv.length, 4);
    tree.options.filter({ text: '/two' });
    await run('copyMarkdown');
    const markdown = (await read()).trimEnd().split('\n');
    assert.equal(markdown.length, 3);
    assert.match(markdown[2] ?? '', /^\| .*two.* \| 2 × Python · 200 · \d+ ms \|$/);
    await run('copyGroup', mentions, [mentions]);
    assert.equal(await read(), other.url('/two'), 'the filter counts for copies, too');
  });

  it('scans the failed ones again', async () => {
    const before = site.requests.length;
    await run('rescanFailed');
    assert.deepEqual(
      site.requests.slice(before).map(({ path }) => path),
      ['/lost'],
    );
  });
});
