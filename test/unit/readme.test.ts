/** The documents for people are correct: tables match package.json and the code, links and named files exist. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type packageJson from '../../package.json';
import { DOCUMENT_EXTENSIONS } from '../../src/engine/documents/documentExtensions.ts';
import { noUrl } from '../../src/engine/links/leftOut.ts';
import { FAILURE_CODES, failure } from '../../src/engine/model/failure.ts';
import { isLeftOut } from '../../src/engine/model/leftOut.ts';
import { failed, failureOf, notScanned } from '../../src/engine/model/outcome.ts';
import { VERDICT_LOOKS, verdictKind } from '../../src/engine/report/verdictLooks.ts';
import { ROBOT_WALLS, WALL_STATUSES } from '../../src/engine/request/robotWalls.ts';
import { rateLimitFailure, statusFailure, wallFailure } from '../../src/engine/request/statusFailure.ts';
import { FLAGS, OUTPUT_FORMATS } from '../../src/terminal/arguments.ts';
import { jsonRow } from '../../src/terminal/report.ts';
import { readManifest } from '../rig/manifest.mjs';
import { withTables } from '../rig/readme.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = readManifest() as typeof packageJson;
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** What stands below a heading of the README, up to the next one of its level or a higher one. */
function sectionOf(heading: string): string {
  const [, level = '#'] = /^(#+) /.exec(heading) ?? [];
  const text = readme.split(`\n${heading}\n`, 2)[1] ?? assert.fail(`no ${heading}`);
  return text.split(new RegExp(`^#{1,${level.length}} `, 'm'), 1)[0] ?? '';
}

describe('README.md', () => {
  it('has the tables of package.json as it is now; `npm run docs` writes them', () => {
    assert.equal(readme, withTables(readme));
  });

  it('names every setting, and every command of the Command Palette', () => {
    const { commands, configuration, menus } = manifest.contributes;
    const hidden = new Set(menus.commandPalette.map(({ command }) => command));
    for (const name of Object.keys(configuration.properties))
      assert.match(readme, new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    for (const { command, title } of commands) {
      if (hidden.has(command)) continue;
      assert.match(readme, new RegExp(`^\\| \\*\\*${title}\\*\\* +\\| Command Palette`, 'm'));
    }
  });

  it('is found stale when a setting is new, or has another default', () => {
    const changed = structuredClone(manifest);
    changed.contributes.configuration.properties['scanUrls.retries'].default = 3;
    assert.match(withTables(readme, changed), /`scanUrls\.retries` +\| 3 +\|/);
    assert.throws(() => withTables('nothing'), /has no place for the commands/);
  });

  it('names every format of the terminal command', () => {
    const text = readme.replace(/\s+/g, ' ');
    for (const format of OUTPUT_FORMATS)
      assert.ok(new RegExp(`(?:\`|--format )${format}\``).test(text), format);
  });

  it('names the files of folders that are read', () => {
    const [, named = ''] =
      /^- Of a folder, these documents are read: (.*?)\./ms.exec(
        sectionOf('### Folders and several files'),
      ) ?? [];
    assert.deepEqual(
      [...named.matchAll(/`(\w+)`/g)].map(([, extension]) => extension),
      [...DOCUMENT_EXTENSIONS],
    );
  });

  it('has each flag of the terminal command in its table, and no others', () => {
    const rows = sectionOf('## In the terminal').matchAll(/^\| (?:`-\w`, )?`--([\w-]+)/gm);
    assert.deepEqual([...rows].map(([, flag]) => flag).sort(), Object.keys(FLAGS).sort());
  });

  it('has each field of JSON lines in its table, and no others', () => {
    const [, table = ''] = /^\| Field (.*?)\n\n/ms.exec(sectionOf('## In the terminal')) ?? [];
    const named = [...table.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(
      ([, cell = '']) => cell.match(/\w+/g) ?? [],
    );
    const place = { line: 0, start: 0, end: 1, text: '-' };
    const row: unknown = JSON.parse(jsonRow({ place, outcome: notScanned(noUrl()) }, []));
    assert.deepEqual(named.sort(), Object.keys(row as object).sort());
  });

  it('names every vendor of robot walls', () => {
    const text = readme.replace(/\s+/g, ' ');
    const vendors = [...ROBOT_WALLS.slice(0, -1).map(({ name }) => name), ...WALL_STATUSES.values()];
    const named = /Known robot walls: (.*?), and pages/.exec(text)?.[1]?.replace(/ \([^)]*\)/g, '');
    assert.deepEqual(named?.split(', ').sort(), vendors.sort());
  });

  it('links to files that are there, and to headings that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    assert.ok(links.length > 2);
    const headings = new Set(
      [...readme.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
        text
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    for (const target of links) {
      if (target.startsWith('#')) assert.ok(headings.has(target.slice(1)), target);
      else if (!/^https:\/\//.test(target)) assert.ok(existsSync(path.join(root, target)), target);
    }
  });
});

describe('docs/failure-codes.md', () => {
  const codes = readFileSync(path.join(root, 'docs/failure-codes.md'), 'utf8');

  it('says of each code, in their order, what it means and what one can do; of no other', () => {
    const rows = codes.matchAll(/^\| `([A-Z_]+)` +\| \S(.*) \| \S(.*) \|$/gm);
    assert.deepEqual(
      [...rows].map(([, code]) => code),
      [...FAILURE_CODES],
    );
  });

  it('says which codes are no failures, and which are warnings', () => {
    const named = (end: string) => {
      const [, text = ''] = new RegExp(`^- ((?:(?!^- )[^])*?)${end}`, 'm').exec(codes) ?? [];
      return [...text.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
    };
    assert.deepEqual(
      named('are left out, and are no failures'),
      FAILURE_CODES.filter(code => isLeftOut({ code, message: '' })),
    );
    const warnings = [
      failed(rateLimitFailure(429, 1, undefined)),
      failed(wallFailure('-', 403)),
      failed(failure('FRAGMENT_MISSING', '')),
      failed(statusFailure(403), { status: 403 }),
    ];
    assert.deepEqual(named('\\s+are warnings'), [
      'URL_',
      ...warnings.map(outcome => failureOf(outcome)?.code),
    ]);
    for (const outcome of warnings) assert.equal(VERDICT_LOOKS[verdictKind({ outcome })].severity, 'warning');
    for (const code of ['URL_INVALID', 'URL_PORT'] as const) {
      const rejected = failure(code, '');
      assert.equal(VERDICT_LOOKS[verdictKind({ rejected })].severity, 'warning');
    }
  });

  it('names only settings and flags that are there', () => {
    const settings = [...codes.matchAll(/`(scanUrls\.\w+)`/g)].map(([, name = '']) => name);
    const flags = [...codes.matchAll(/`--([\w-]+)`/g)].map(([, name = '']) => name);
    assert.ok(settings.length > 5 && flags.length > 5);
    assert.deepEqual(
      settings.filter(name => !(name in manifest.contributes.configuration.properties)),
      [],
    );
    assert.deepEqual(
      flags.filter(name => !(name in FLAGS)),
      [],
    );
  });
});

describe('test/README.md', () => {
  it('names tests that are there', () => {
    const text = readFileSync(path.join(root, 'test/README.md'), 'utf8');
    const named = [...text.matchAll(/`((?:unit|hostile|vscode|user)\/[\w/-]+\.test\.ts)`/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(named.length > 30);
    assert.deepEqual(
      named.filter(name => !existsSync(path.join(root, 'test', name))),
      [],
    );
  });
});

describe('CONTRIBUTING.md', () => {
  it('names files that are there', () => {
    const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
    const named = [...text.matchAll(/`((?:src|test|l10n|media)\/[\w./-]+)`/g)].map(([, name = '']) => name);
    const written = ['test/.out/'];
    assert.ok(named.length > 30);
    assert.deepEqual(
      named.filter(name => !(written.includes(name) || existsSync(path.join(root, name)))),
      [],
    );
  });
});
