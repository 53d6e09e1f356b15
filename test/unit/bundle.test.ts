/** What the bundler changes in the programs of the package. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { builds, plainAssertions, withoutUnusedParts } from '../../esbuild.mjs';

/** The error of an assertion in a bundle. */
async function failed(assertion: string): Promise<Error & { code?: string }> {
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = () => require('node:assert')${assertion};` },
    bundle: true,
    format: 'cjs',
    minify: true,
    platform: 'node',
    plugins: [plainAssertions],
    write: false,
  });
  const module = { exports: (): void => {} };
  new Function('module', 'require', outputFiles[0]?.text ?? '')(module, () =>
    assert.fail('nothing is required'),
  );
  try {
    module.exports();
  } catch (error) {
    return error as Error;
  }
  assert.fail('the assertion holds');
}

describe('an assertion of undici', () => {
  it('fails with a code, not with a syntax error in minified code', async () => {
    const { code, message, name } = await failed('(1 > 2)');
    assert.deepEqual([name, code, message], ['AssertionError', 'ERR_ASSERTION', 'an assertion failed']);
  });

  it('keeps its own message', async () => {
    assert.equal((await failed("(false, 'no socket')")).message, 'no socket');
  });

  it('is replaced in each program that contains undici', () => {
    const withUndici = builds.filter(({ plugins }) => plugins?.includes(plainAssertions));
    assert.deepEqual(
      withUndici.map(({ entryPoints = {} }) => Object.keys(entryPoints)),
      [['engine'], ['cli']],
    );
  });
});

describe('the engine', () => {
  it('has one HTTP/1 parser, and nothing that makes bodies of requests', async () => {
    const engine = builds.find(({ entryPoints }) => 'engine' in (entryPoints as Record<string, string>));
    assert.ok(engine?.plugins?.includes(withoutUnusedParts));
    const { metafile } = await build({ ...engine, metafile: true, sourcemap: false, write: false });
    const inputs = Object.keys(metafile.inputs).filter(name =>
      /undici\/lib\/(?:llhttp\/.*wasm|web)/.test(name),
    );
    assert.deepEqual(inputs, ['node_modules/undici/lib/llhttp/llhttp-wasm.js']);
  });
});
