/** The walls of the house: the order of rooms, and the largest size of rooms and files. */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { builds } from '../../esbuild.mjs';
import { Imports } from './support/imports.ts';

/**
 * The folders of `src`, from the ground up. A file imports from its own room and from rooms on lines above it; rooms on
 * one line do not know each other. A new room is one word here.
 */
const ROOMS = `
  engine/async engine/wording engine/url engine/files engine/markup
  engine/model
  engine/report engine/links engine/content engine/hosts
  engine/search engine/fragments engine/export engine/network engine/links/list engine/links/text
  engine/links/data engine/links/markup
  engine/links/markdown
  engine/documents engine/lint
  engine/network/proxy
  engine/network/connect
  engine/network/exchange
  engine/pages engine/request
  engine/scan
  engine/process
  engine/pool
  engine/compare
  terminal webview/shared
  webview/timeline webview/comparison
  editor
  editor/model
  editor/commands editor/wording
  editor/settings
  editor/lint
  editor/scan editor/export editor/tree editor/list editor/window
  editor/search editor/page editor/panels
  .
`
  .trim()
  .split('\n')
  .map(line => line.trim().split(' '));

/** In files. */
const MOST_FILES = 20;
/** In lines. */
const LONGEST_FILE = 320;

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const TEST = fileURLToPath(new URL('../', import.meta.url));

const src = new Imports(SRC);
const test = new Imports(TEST);

const under = (folder: string) => src.files.filter(name => name.startsWith(`${folder}/`));
const floorOf = (file: string) => ROOMS.findIndex(rooms => rooms.includes(dirname(file)));
const isOfSrc = (name: string) => src.files.includes(name);

describe('a room', () => {
  it('is named once, and each folder of src is one', () => {
    const named = ROOMS.flat();
    assert.deepEqual([...new Set(src.files.map(file => dirname(file)))].sort(), named.toSorted());
  });

  for (const room of ROOMS.flat()) {
    it(`imports only from rooms before it: ${room}`, () => {
      const files = src.files.filter(file => dirname(file) === room);
      const wrong = files.flatMap(file =>
        src
          .of(file)
          .filter(isOfSrc)
          .filter(name => dirname(name) !== room && floorOf(name) >= floorOf(file))
          .map(name => `${file} imports ${name}`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it(`holds no more than ${MOST_FILES} files`, () => {
    const unit = test.files.filter(file => file.startsWith('unit/'));
    for (const [folder, files] of Map.groupBy([...src.files, ...unit], file => dirname(file))) {
      assert.ok(files.length <= MOST_FILES, `${folder} holds ${files.length} files`);
    }
  });
});

describe('a file', () => {
  it('is in no circle', () => assert.deepEqual(src.circles(), []));

  it(`has no more than ${LONGEST_FILE} lines`, () => {
    for (const file of src.files) {
      const lines = readFileSync(join(SRC, file), 'utf8').trimEnd().split('\n').length;
      assert.ok(lines <= LONGEST_FILE, `${file} has ${lines} lines`);
    }
  });

  it('imports vscode only in the editor', () => {
    const files = src.files.filter(file => src.of(file).includes('vscode'));
    assert.deepEqual(
      files.filter(file => !file.startsWith('editor/') && file !== 'extension.ts'),
      [],
    );
    assert.ok(files.length > 20);
  });

  it('imports undici only in the network', () => {
    const files = src.files.filter(file => src.of(file).some(name => /^undici(?:$|\/)/.test(name)));
    assert.deepEqual(
      files.filter(file => !file.startsWith('engine/network/')),
      [],
    );
    assert.ok(files.length > 0);
  });
});

describe('the engine, the terminal command and the pages of webviews', () => {
  it('do not know the editor', () => {
    for (const folder of ['engine', 'terminal', 'webview']) {
      const files = under(folder);
      assert.ok(files.length > 5);
      for (const file of files) {
        for (const name of src.reach(file)) assert.doesNotMatch(name, /^(?:editor\/|extension\.ts)/, file);
      }
    }
  });

  it('need no Node.js in a webview', () => {
    for (const file of under('webview')) {
      for (const name of src.reach(file)) {
        assert.doesNotMatch(name, /^(?:vscode$|node:|terminal\/)/, `${file} reaches ${name}`);
      }
    }
  });
});

describe('the editor', () => {
  it('does not know the terminal command', () => {
    for (const file of [...under('editor'), 'extension.ts']) {
      for (const name of src.reach(file)) assert.doesNotMatch(name, /^terminal\//, file);
    }
  });

  it('has an entry that only builds, wires and registers, and fits on a page', () => {
    const lines = readFileSync(join(SRC, 'extension.ts'), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines < 60, `src/extension.ts has ${lines} lines`);
  });

  it('loads exports, comparisons and panels only when they are used', () => {
    const later =
      /^(?:engine\/(?:compare|export)\/|webview\/|editor\/panels\/(?!registerPanels\.ts$|lazyPanel\.ts$))/;
    const loaded = src.staticReach('extension.ts');
    assert.deepEqual([...loaded].filter(name => later.test(name)).sort(), []);
    const used = src.reach('extension.ts');
    for (const file of src.files.filter(name => /^engine\/(?:compare|export)\/|^editor\/panels\//.test(name)))
      assert.ok(used.has(file), `${file} is used`);
  });
});

describe('a bundle', () => {
  // Includes the files that are read later.
  for (const [entry, hasUndici, hasEditor] of [
    ['engine', true, false],
    ['cli', false, false],
    ['extension', false, true],
  ] as const) {
    it(`${entry} holds ${hasUndici ? 'undici' : 'no undici'}, and ${hasEditor ? 'the' : 'no'} editor`, async () => {
      const { inputs, imports } = await bundle(entry);
      assert.equal(
        inputs.some(path => path.includes('node_modules/undici/')),
        hasUndici,
      );
      assert.ok(!imports.some(path => path.includes('undici')));
      assert.equal(
        inputs.some(path => path.startsWith('src/editor/')),
        hasEditor,
      );
      assert.equal(imports.includes('vscode'), hasEditor);
    });
  }

  it('engine holds one of the two HTTP/1 parsers of undici', async () => {
    const { inputs } = await bundle('engine');
    assert.ok(inputs.some(path => path.includes('undici/lib/llhttp/')));
    assert.ok(!inputs.some(path => path.includes('undici/lib/milo/')));
  });

  it('extension has each module in one file: what the start needs in the first, reports and comparisons in others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scan-urls-bundle-'));
    try {
      const { outputs } = await build('extension', { outdir: folder });
      const files = outputs.map(({ inputs }) => Object.keys(inputs));
      const start = files.find(inputs => inputs.includes('src/extension.ts')) ?? assert.fail();
      assert.equal(new Set(files.flat()).size, files.flat().length);
      for (const later of ['src/engine/export/sarif.ts', 'src/engine/compare/comparison.ts']) {
        assert.ok(files.flat().includes(later) && !start.includes(later), later);
      }
      const written = readdirSync(folder).filter(name => !name.endsWith('.map'));
      const [first, ...others] = written.sort().reverse();
      assert.equal(first, 'extension.cjs');
      assert.equal(others.length, files.length - 2, 'a file of its own for each, but for the entry point');
      for (const name of others) assert.match(name, /^extension-.*\.cjs$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the servers of tests', () => {
  it('import nothing of tests', () => {
    const servers = test.files.filter(file => file.startsWith('web/') && !file.endsWith('.test.ts'));
    assert.ok(servers.length > 20);
    const wrong = servers.flatMap(file =>
      test
        .of(file)
        .filter(name => test.files.includes(name) && !name.startsWith('web/'))
        .map(name => `${file} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('a test of properties', () => {
  it('takes its seed and its number of examples from one place', () => {
    const files = test.files.filter(file => test.of(file).includes('fast-check'));
    let all = 0;
    for (const file of files) {
      const text = readFileSync(join(TEST, file), 'utf8');
      const properties = text.match(/\bfc\.assert\(/g)?.length ?? 0;
      assert.equal(text.match(/^\s*(?:.*, )?runs\([\d_]*\),$/gm)?.length ?? 0, properties, file);
      all += properties;
    }
    assert.ok(all > 15);
  });
});

describe('the reading of imports', () => {
  it('sees every way to import', () => {
    assert.ok(src.of('terminal/cli.ts').includes('node:fs'));
    assert.ok(src.of('terminal/cli.ts').includes('engine/scan/scan.ts'));
    // An inline import of a type.
    assert.ok(src.of('engine/network/exchange/transport.ts').includes('engine/model/failure.ts'));
  });

  it('tells what is loaded with a file from types and from what is loaded later', () => {
    const file = 'editor/panels/registerPanels.ts';
    const loaded = src.loadedBy(file);
    assert.ok(loaded.includes('vscode'));
    assert.ok(loaded.includes('editor/settings/settings.ts'));
    for (const name of ['editor/panels/timelinePanel.ts', 'engine/pool/enginePool.ts']) {
      assert.ok(src.of(file).includes(name), name);
      assert.ok(!loaded.includes(name), name);
    }
    // A value in an import with types.
    assert.ok(src.loadedBy('editor/search/registerSearch.ts').includes('editor/settings/searchModes.ts'));
    assert.ok(src.staticReach('extension.ts').has('engine/pool/enginePool.ts'));
  });
});

/** The source files of a bundle, and its imports at run time. */
async function bundle(entry: string): Promise<{ inputs: string[]; imports: string[] }> {
  const { inputs, outputs } = await build(entry, { plugins: [], write: false });
  return { inputs, imports: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)) };
}

async function build(entry: string, how: esbuild.BuildOptions) {
  const options = builds.find(({ entryPoints }) => entry in (entryPoints as Record<string, string>));
  assert.ok(options, `esbuild.mjs builds ${entry}`);
  const path = (options.entryPoints as Record<string, string>)[entry] ?? '';
  const { metafile } = await esbuild.build({
    ...options,
    absWorkingDir: join(SRC, '..'),
    entryPoints: { [entry]: path },
    metafile: true,
    logLevel: 'silent',
    ...how,
  });
  return { inputs: Object.keys(metafile?.inputs ?? {}), outputs: Object.values(metafile?.outputs ?? {}) };
}
