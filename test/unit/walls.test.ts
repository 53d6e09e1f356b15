/** The walls of the house: who may import whom (the design's "One direction"). */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { builds } from '../../esbuild.mjs';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Each shows what the session knows, and knows nothing of the others. */
const VIEWS = [
  'resultsTree',
  'problems',
  'statusBar',
  'pages',
  'lineVerdicts',
  'hover',
  'quickFixes',
  'scanHint',
  'timeline',
].map(name => `editor/${name}.ts`);

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));

/** What a source file names in its imports, types included: files by their path in src, packages by name. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  const names = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...names].map(([, name = '']) =>
    name.startsWith('.') ? relative(SRC, join(SRC, dirname(file), name)) : name,
  );
}

/** Everything that a source file imports, and what that imports, and so on. */
function reachOf(file: string, reach = new Set<string>()): Set<string> {
  for (const name of importsOf(file)) {
    if (reach.has(name)) continue;
    reach.add(name);
    if (files.includes(name)) reachOf(name, reach);
  }
  return reach;
}

/** What a bundle is made of, and what it asks for at run time. */
async function bundle(entry: string): Promise<{ inputs: string[]; imports: string[] }> {
  const options = builds.find(({ entryPoints }) => entry in (entryPoints as Record<string, string>));
  assert.ok(options, `esbuild.mjs builds ${entry}`);
  const path = (options.entryPoints as Record<string, string>)[entry] ?? '';
  const { metafile } = await esbuild.build({
    ...options,
    absWorkingDir: join(SRC, '..'),
    entryPoints: { [entry]: path },
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return {
    inputs: Object.keys(metafile.inputs),
    imports: Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

const under = (folder: string) => files.filter(name => name.startsWith(`${folder}/`));

describe('the engine and the terminal command', () => {
  it('import neither vscode nor the editor', () => {
    const inside = [...under('engine'), ...under('terminal'), 'cli.ts'];
    assert.ok(inside.length > 20);
    for (const file of inside) {
      for (const name of importsOf(file)) {
        assert.doesNotMatch(name, /^(?:vscode$|editor\/|extension\.ts)/, `${file} imports ${name}`);
      }
    }
  });

  it('stand apart: the engine does not know the terminal', () => {
    for (const file of under('engine')) {
      for (const name of importsOf(file)) assert.doesNotMatch(name, /^(?:terminal\/|cli\.ts)/, file);
    }
  });

  for (const [entry, hasUndici] of [
    ['engine', true],
    ['cli', false],
  ] as const) {
    it(`hold neither vscode nor the editor in the bundle ${entry}, and ${hasUndici ? '' : 'no '}undici`, async () => {
      const { inputs, imports } = await bundle(entry);
      assert.equal(
        inputs.some(path => path.startsWith('node_modules/undici/')),
        hasUndici,
      );
      assert.deepEqual(
        inputs.filter(path => path.startsWith('src/editor/') || path === 'src/extension.ts'),
        [],
      );
      assert.ok(!imports.includes('vscode'));
    });
  }
});

describe('the extension', () => {
  it('holds no undici in its bundle, and so never touches the fetch of its host', async () => {
    const { inputs, imports } = await bundle('extension');
    assert.ok(inputs.includes('src/extension.ts'));
    assert.ok(imports.includes('vscode'));
    assert.deepEqual(
      inputs.filter(path => path.includes('node_modules/undici')),
      [],
    );
    assert.deepEqual(
      imports.filter(path => path.includes('undici')),
      [],
    );
  });

  it('names undici nowhere in the editor', () => {
    for (const file of under('editor')) assert.ok(!importsOf(file).includes('undici'), file);
  });

  it('has an entry that only builds, wires and registers, and fits on a page', () => {
    const lines = readFileSync(join(SRC, 'extension.ts'), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines < 60, `src/extension.ts has ${lines} lines`);
  });
});

describe('a view', () => {
  for (const view of VIEWS) {
    it(`does not import another: ${view}`, () => {
      assert.ok(existsSync(join(SRC, view)), `src/${view} is missing`);
      const others = VIEWS.filter(other => other !== view && reachOf(view).has(other));
      assert.deepEqual(others, []);
    });
  }

  it('is imported by nothing that it imports, so that nothing flows back', () => {
    for (const view of VIEWS) assert.ok(!reachOf(view).has(view), view);
  });

  it('is not imported by the session', () => {
    const reach = reachOf('editor/session.ts');
    assert.ok(reach.size > 0);
    assert.deepEqual(
      VIEWS.filter(view => reach.has(view)),
      [],
    );
  });
});

describe('the pages of webviews', () => {
  it('import nothing of the editor, of Node.js or of VS Code, and nothing of the engine that does', () => {
    const pages = under('webview');
    assert.ok(pages.length > 10);
    for (const file of pages) {
      for (const name of reachOf(file)) {
        assert.doesNotMatch(
          name,
          /^(?:vscode$|node:|editor\/|terminal\/|extension\.ts|cli\.ts)/,
          `${file} reaches ${name}`,
        );
      }
    }
  });
});

it('the scan of imports sees every way to import', () => {
  assert.ok(importsOf('cli.ts').includes('node:fs'));
  assert.ok(importsOf('cli.ts').includes('engine/scan.ts'));
  // A type that is imported in its place.
  assert.ok(importsOf('engine/exchange.ts').includes('engine/failure.ts'));
});
