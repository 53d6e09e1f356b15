import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { COMMANDS, CONTEXT_KEYS, ITEM, PAGE_SCHEME, PANELS, VIEW } from '../../src/editor/ids.ts';
import { DOCUMENT_EXTENSIONS } from '../../src/engine/documents/documentExtensions.ts';
import { formatOf } from '../../src/engine/documents/formats.ts';
import { MODELS, USUAL_MODEL } from '../../src/engine/model/concurrencyModel.ts';
import { BOUNDS } from '../../src/engine/model/options.ts';
import { VERDICT_LOOKS } from '../../src/engine/report/verdictLooks.ts';
import { readManifest } from '../rig/manifest.mjs';

/** The modes of src/editor/settings/searchModes.ts, which cannot be imported without VS Code. */
const MODES = ['matchCase', 'wholeWord', 'regularExpression', 'textOnly'] as const;

const root = path.resolve(import.meta.dirname, '../..');
const { contributes } = packageJson;
const settings: Record<string, Record<string, unknown>> = contributes.configuration.properties;

describe('The manifest', () => {
  it('names the commands that the code registers, and no others', () => {
    const named = contributes.commands.map(({ command }) => command);
    assert.deepEqual(named.toSorted(), Object.values(COMMANDS).toSorted());
  });

  it('gives the three scans their own titles, and every other command the category', () => {
    const { commands } = (readManifest() as typeof packageJson).contributes;
    const titles = commands.map(({ category, title }) => (category ? `${category}: ${title}` : title));
    assert.deepEqual(
      titles.filter(title => !title.startsWith('Scan URLs: ')),
      ['Scan URLs for Python', 'Scan URLs for…', 'Scan URLs in Folder…'],
    );
  });

  it('hides from the Command Palette what needs an item of the tree', () => {
    const hidden = contributes.menus.commandPalette
      .filter(({ command }) => !/Off$|\.(?:show(?:Text|Source)|(?:next|previous)Match)$/.test(command))
      .map(({ command, when }) => [command, when]);
    const {
      copyGroup,
      copyUrl,
      goToLine,
      newListFromGroup,
      openInBrowser,
      openMatch,
      rescan,
      showMore,
      skip,
    } = COMMANDS;
    assert.deepEqual(
      hidden.toSorted(),
      [copyGroup, copyUrl, goToLine, newListFromGroup, openInBrowser, openMatch, rescan, showMore, skip]
        .map(id => [id, 'false'])
        .toSorted(),
    );
  });

  it('offers what is done on a page only there, and a toggle in the Command Palette once', () => {
    const clauses = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    for (const name of ['showText', 'showSource', 'nextMatch', 'previousMatch'] as const)
      assert.match(clauses.get(COMMANDS[name]) ?? '', new RegExp(`^resourceScheme == ${PAGE_SCHEME}`));
    for (const mode of MODES) {
      assert.equal(clauses.get(COMMANDS[`${mode}Off`]), 'false');
      assert.equal(clauses.get(COMMANDS[mode]), undefined);
    }
  });

  it('shows each toggle as it is: one button of two', () => {
    for (const mode of MODES) {
      const shown = contributes.menus['view/title'].filter(({ command }) =>
        [COMMANDS[mode], COMMANDS[`${mode}Off`]].some(id => id === command),
      );
      assert.deepEqual(
        shown.map(({ when }) => when.replace(/^.*&& /, '')),
        [`!${CONTEXT_KEYS[mode]}`, CONTEXT_KEYS[mode]],
      );
    }
  });

  it('binds keys only where the view or a page is in use', () => {
    for (const { when } of contributes.keybindings) {
      assert.match(
        when,
        new RegExp(`focusedView == ${VIEW}$|^resourceScheme == ${PAGE_SCHEME} && editorTextFocus$`),
      );
    }
  });

  it('uses only context keys and item kinds that the code sets', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome,
      ...contributes.commands.flatMap(command =>
        'enablement' in command ? [{ when: command.enablement }] : [],
      ),
    ].map(({ when }) => when);
    const keys = clauses.flatMap(when => when.match(/scanUrls\.\w+/g) ?? []);
    const known = new Set<string>([VIEW, ...Object.values(CONTEXT_KEYS)]);
    assert.deepEqual(
      keys.filter(key => !known.has(key)),
      [],
    );
    const kinds = clauses.flatMap(
      when => /viewItem =[=~] \/?\^?\(?([\w|]+)/.exec(when)?.[1]?.split('|') ?? [],
    );
    assert.ok(kinds.length);
    assert.deepEqual(
      kinds.filter(kind => !Object.values<string>(ITEM).includes(kind)),
      [],
    );
  });

  for (const [name, expected] of Object.entries({
    'urls.txt': true,
    'URLS.TXT': true,
    'partners.urls.txt': true,
    'partners-urls.txt': true,
    'links.urls': true,
    'curls.txt': false,
    'urls.txt.bak': false,
    'urls.md': false,
  })) {
    it(`${expected ? 'offers' : 'does not offer'} a scan on ${name}`, () => {
      const { when } = contributes.menus['editor/title'][0] ?? assert.fail('no button');
      const [, pattern, flags] = /resourceFilename =~ \/(.*)\/(\w*)$/.exec(when) ?? assert.fail(when);
      assert.equal(new RegExp(pattern ?? '', flags).test(name), expected);
      const ofFiles = [
        ...contributes.menus['explorer/context'].filter(entry => entry.when.includes('resourceFilename')),
        ...contributes.menus['editor/context'],
      ];
      for (const entry of ofFiles) {
        assert.ok(entry.when.endsWith(when), 'every menu means the same files');
      }
    });
  }

  it('offers scans and checks on the documents that a folder has, and on JSON, and on no other file', () => {
    const { check, scanFor } = COMMANDS;
    const entries = contributes.menus['explorer/context'].filter(({ when }) =>
      when.includes('resourceExtname'),
    );
    assert.deepEqual(
      entries.map(({ command }) => command),
      [scanFor, check],
    );
    for (const { when } of entries) {
      const [, pattern, flags] =
        /^!explorerResourceIsFolder && resourceExtname =~ \/(.*)\/(\w*)$/.exec(when) ?? assert.fail(when);
      const offered = new RegExp(pattern ?? '', flags);
      const named = /\(([\w|]+)\)/.exec(when)?.[1]?.split('|') ?? [];
      const more = named.filter(extension => !DOCUMENT_EXTENSIONS.includes(extension));
      assert.deepEqual(named.toSorted(), [...DOCUMENT_EXTENSIONS, ...more].toSorted());
      assert.deepEqual(
        more.map(extension => formatOf({ name: `a.${extension}`, text: '' })),
        ['json', 'json', 'json'],
        'JSON in a folder is settings and lock files; one that a person clicks is not',
      );
      assert.ok(offered.test('.md') && offered.test('.HTML'));
      for (const extension of ['', '.py', '.mdc', '.xmd', '.png'])
        assert.ok(!offered.test(extension), extension);
    }
  });

  it('offers scans and checks in the menu of a notebook’s title', () => {
    const { check, scanFor } = COMMANDS;
    const entries = contributes.menus['editor/title'].filter(({ when }) => when === 'notebookType');
    assert.deepEqual(
      entries.map(({ command }) => command),
      [scanFor, check],
    );
    for (const { group } of entries) assert.doesNotMatch(group, /^navigation/, 'which has few places');
  });

  it('has the bounds and defaults that the engine checks against', () => {
    for (const [name, bounds] of Object.entries(BOUNDS)) {
      const { minimum, maximum, default: usual } = settings[`scanUrls.${name}`] ?? assert.fail(name);
      assert.deepEqual({ minimum, maximum, default: usual }, { ...bounds });
    }
  });

  it('offers the concurrency models that there are', () => {
    const setting = settings['scanUrls.concurrencyModel'] ?? assert.fail();
    assert.deepEqual([setting.enum, setting.default], [MODELS, USUAL_MODEL]);
    for (const texts of [setting.enumItemLabels, setting.enumDescriptions]) {
      assert.equal((texts as string[]).length, MODELS.length);
    }
  });

  it('describes every setting, and lets no folder decide how much is asked of others, or in whose name', () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(setting.description ?? setting.markdownDescription, `${name} is described`);
      assert.equal(typeof setting.order, 'number', `${name} has its place`);
    }
    const scopes = Object.fromEntries(
      Object.entries(settings).map(([name, { scope }]) => [name.slice(9), scope]),
    );
    assert.deepEqual(scopes, {
      term: 'resource',
      matchCase: 'resource',
      wholeWord: 'resource',
      regularExpression: 'resource',
      searchIn: 'resource',
      concurrencyModel: 'machine',
      concurrency: 'machine',
      perHostConcurrency: 'machine',
      processes: 'machine',
      hostInterval: 'machine',
      retries: 'machine',
      connectTimeout: 'machine-overridable',
      totalTimeout: 'machine-overridable',
      maxPageSize: 'machine-overridable',
      regularExpressionTimeout: 'machine-overridable',
      userAgent: 'application',
      allowPrivateAddresses: 'application',
      dnsServers: 'machine',
      transport: 'application',
      lineVerdicts: 'resource',
      lint: 'resource',
      scanHostsWithoutScheme: 'resource',
      scanImages: 'resource',
      scanCode: 'resource',
      exclude: 'resource',
      baseUrl: 'resource',
      checkFragments: 'resource',
    });
    const { restrictedConfigurations } = packageJson.capabilities.untrustedWorkspaces;
    for (const name of restrictedConfigurations) assert.ok(settings[name], `${name} is a setting`);
  });

  it('has the colours of the verdicts, with a default for each kind of theme', () => {
    const used = new Set(Object.values(VERDICT_LOOKS).map(({ color }) => color));
    assert.deepEqual(contributes.colors.map(({ id }) => id).toSorted(), [...used].toSorted());
    for (const { defaults, description, id } of contributes.colors) {
      assert.ok(description, id);
      for (const kind of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
        assert.match(defaults[kind], /^#[0-9A-F]{6}$/, `${id} ${kind}`);
      }
    }
  });

  it('names commands and submenus in its menus and keys that are there', () => {
    const submenus = contributes.submenus.map(({ id }) => id);
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    for (const each of named) {
      if ('command' in each) assert.ok(Object.values<string>(COMMANDS).includes(each.command), each.command);
      else assert.ok(submenus.includes(each.submenu), each.submenu);
    }
    for (const id of submenus) assert.ok(id in contributes.menus, `${id} has entries`);
  });

  it('is activated by its contributions alone and by its panels after a reload, and has no start-up work to ask for', () => {
    assert.deepEqual(
      packageJson.activationEvents,
      Object.values(PANELS).map(panel => `onWebviewPanel:${panel}`),
    );
  });

  it('pins the types of the oldest VS Code it runs in, whose Node.js undici accepts', () => {
    assert.equal(packageJson.engines.vscode, `^${packageJson.devDependencies['@types/vscode']}`);
    const undici = JSON.parse(readFileSync(path.join(root, 'node_modules/undici/package.json'), 'utf8'));
    assert.equal(undici.version, packageJson.dependencies.undici);
    assert.equal(undici.engines.node, `${packageJson.engines.node}.0`);
  });

  it('names files that are there', () => {
    const toggles = contributes.commands.flatMap(({ icon }) =>
      typeof icon === 'object' ? Object.values(icon) : [],
    );
    const icons = [
      packageJson.icon,
      ...toggles,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ];
    for (const file of icons) assert.ok(existsSync(path.join(root, file)), file);
  });
});
