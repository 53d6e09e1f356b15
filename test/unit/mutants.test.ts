/** `npm run mutants`: which changes of a source file its tests do not notice. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { equivalentMutants } from '../rig/equivalent-mutants.mjs';
import { type JudgeOptions, judgeMutants } from '../rig/judge-mutants.mjs';
import { testsOf } from '../rig/mutant-tests.mjs';
import { mutantsOf } from '../rig/mutations.mjs';
import { spread } from '../rig/spread.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

const changed = (source: string): string[] => mutantsOf(source).map(({ is }) => is);
const apply = (source: string, { start, end, text }: { start: number; end: number; text: string }) =>
  source.slice(0, start) + text + source.slice(end);

describe('the mutants of a file', () => {
  for (const [source, wanted] of [
    ['a(b < c)', [';', 'a(b <= c)', 'a(b >= c)']],
    ['const x = (a && b) - c', ['const x = (a || b) - c', 'const x = (a && b) + c']],
    ['const x = a ?? b', ['const x = a']],
    ['const x = !a', ['const x = a']],
    [
      'if (a) b: for (;;) break b',
      ['if (true) b: for (;;) break b', 'if (false) b: for (;;) break b', 'if (a) b: for (;;) ;'],
    ],
    [
      'const f = (n: number): string => "x" as string',
      [
        "const f = (n: number): string => '' as string",
        'const f = (n: number): string => undefined as string',
      ],
    ],
    [
      'const x = [1, true, -2n]',
      [
        'const x = []',
        'const x = [2, true, -2n]',
        'const x = [1, false, -2n]',
        'const x = [1, true, 2n]',
        'const x = [1, true, -3n]',
      ],
    ],
    ['const x = a.trim().startsWith(b)', ['const x = a.startsWith(b)', 'const x = a.trim().endsWith(b)']],
    ['const x = a?.trim()', []],
    ['const x = a.toString() + a.constructor()', ['const x = a.toString() - a.constructor()']],
    [`const x = \`a\${b}\``, ["const x = ''"]],
    ['const x = { "a": b }; const { "c": y } = x', []],
    ['import a from "a"; export * from "b"', []],
    ['function f() { return g() }', ['function f() { return undefined }']],
    ['"use strict"', []],
  ] as const) {
    it(`change ${source}`, () => assert.deepEqual(changed(source), wanted));
  }

  it('change patterns, outside classes and escapes, into other patterns', () => {
    const found = changed('const x = /^(?:a+|[^*]\\+){2}$/iu').map(text => text.replace('const x = ', ''));
    assert.deepEqual(
      found.sort(),
      [
        '/(?:a+|[^*]\\+){2}$/iu',
        '/^(?:a*|[^*]\\+){2}$/iu',
        '/^(?:a|[^*]\\+){2}$/iu',
        '/^(?:a+[^*]\\+){2}$/iu',
        '/^(?:a+|[*]\\+){2}$/iu',
        '/^(?:a+|[^*]\\+)$/iu',
        '/^(?:a+|[^*]\\+){2}/iu',
        '/^(?:a+|[^*]\\+){2}$/u',
      ].sort(),
    );
  });

  it('say where they are, and what the lines were', () => {
    const [first] = mutantsOf("const é: 'ü' = 'ü';\n\n  throw   new\n    Error();\n").slice(-1);
    assert.deepEqual(first, { start: 23, end: 47, text: ';', line: 3, was: 'throw new Error();', is: ';' });
  });

  it('of all files of the project are code', () => {
    const files = globSync('src/**/*.ts', { cwd: PROJECT }).filter(file => !file.endsWith('.d.ts'));
    assert.ok(files.length > 100);
    const { emitWarning } = process;
    process.emitWarning = () => {};
    try {
      for (const file of files) {
        const source = readFileSync(join(PROJECT, file), 'utf8');
        for (const mutant of spread(mutantsOf(source), 20)) {
          const text = apply(source, mutant);
          assert.doesNotThrow(() => module.stripTypeScriptTypes(text), `${file}: ${mutant.is}`);
          assert.notEqual(text, source);
        }
      }
    } finally {
      process.emitWarning = emitWarning;
    }
  });

  it('are spread evenly, each once', () => {
    const list = Array.from({ length: 10 }, (_, index) => index);
    assert.deepEqual(spread(list, 3), [1, 5, 8]);
    assert.deepEqual(spread(list, 10), list);
    assert.deepEqual(spread(list, Infinity), list);
  });
});

describe('the tests of a file', () => {
  it('have its name', () => {
    assert.deepEqual(testsOf('src/engine/request/redirect.ts'), [
      'test/unit/engine/request/redirect.test.ts',
    ]);
  });

  it('are the nearest ones that load it, if none has its name', () => {
    const tests = testsOf('src/engine/url/ports.ts');
    for (const near of ['request/fetchFrame', 'request/redirect']) {
      assert.ok(tests.includes(`test/unit/engine/${near}.test.ts`), tests.join());
    }
    assert.ok(!tests.includes('test/unit/terminal/cli.test.ts'), tests.join());
  });

  it('come first if others are wanted too', () => {
    const [first, ...others] = testsOf('src/engine/wording/safeText.ts', { importers: true });
    assert.equal(first, 'test/unit/engine/wording/safeText.test.ts');
    assert.ok(others.length > 0 && !others.includes(first));
  });
});

describe('the command', () => {
  let folder: string;
  let source: string;
  const text = 'export const isBig = (n: number): boolean => n > 3;\n';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-urls-mutants-'));
    source = join(folder, 'size.ts');
    await writeFile(source, text);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'size.test.ts'),
      `import assert from 'node:assert/strict';
      import { it } from 'node:test';
      import { isBig } from './size.ts';
      it('tells', () => assert.ok(isBig(5) && !isBig(3) && !isBig(2)));
      it('has something to do', { todo: true }, () => assert.fail());`,
    );
    await writeFile(join(folder, 'bad.test.ts'), `import './size.ts'; throw new Error('It is broken');`);
    await writeFile(
      join(folder, 'other.test.ts'),
      `import { it } from 'node:test'; it('is elsewhere', () => {});`,
    );
  });
  after(() => rm(folder, { recursive: true }));

  async function judged(options: Partial<JudgeOptions> = {}) {
    const lines: string[] = [];
    const isGood = await judgeMutants(relative(PROJECT, source), {
      most: Infinity,
      atOnce: 2,
      tests: [join(folder, 'size.test.ts')],
      equivalents: [],
      scratch: folder,
      print: line => lines.push(...line.replaceAll(relative(PROJECT, source), 'size.ts').split('\n')),
      ...options,
    });
    return { isGood, lines };
  }

  const was = 'export const isBig = (n: number): boolean => n > 3;';
  const unnoticed = { was, is: 'export const isBig = (n: number): boolean => n > 4;' };

  it('names what the tests do not notice, and leaves the file as it is', async () => {
    const { isGood, lines } = await judged();
    assert.deepEqual(lines, [
      'size.ts:1 is not noticed:',
      `  - ${unnoticed.was}`,
      `  + ${unnoticed.is}`,
      'size.ts: 3 of 4 noticed',
    ]);
    assert.ok(!isGood, 'three of four are not enough');
    assert.equal(await readFile(source, 'utf8'), text);
  });

  it('counts apart what is on the list', async () => {
    const { isGood, lines } = await judged({ equivalents: [unnoticed] });
    assert.deepEqual(lines, ['size.ts: 3 of 3 noticed; 1 equivalent']);
    assert.ok(isGood);
  });

  it('finds what stands on the list wrongly', async () => {
    const noticed = { was, is: 'export const isBig = (n: number): boolean => n >= 3;' };
    const gone = { was: 'n < 3', is: 'n <= 3' };
    const { isGood, lines } = await judged({ equivalents: [unnoticed, noticed, gone] });
    assert.deepEqual(lines, [
      'size.ts: there is no such change, take it off the list:',
      `  - ${gone.was}`,
      `  + ${gone.is}`,
      'size.ts:1 is noticed, take it off the list:',
      `  - ${noticed.was}`,
      `  + ${noticed.is}`,
      'size.ts: 2 of 2 noticed; 2 equivalent',
    ]);
    assert.ok(!isGood);
  });

  it('tries no more than it is told', async () => {
    const { lines } = await judged({ most: 1 });
    assert.deepEqual(lines, ['size.ts: 1 of 1 noticed; 4 changes in all']);
  });

  it('says that a test fails without a change', async () => {
    const { isGood, lines } = await judged({ tests: [join(folder, 'bad.test.ts')] });
    assert.match(lines[0] ?? '', /^size\.ts: .*bad\.test\.ts fails without a change$/);
    assert.match(lines.join(), /It is broken/);
    assert.ok(!isGood);
  });

  it('says that no test loads the file', async () => {
    const { isGood, lines } = await judged({ tests: [join(folder, 'other.test.ts')] });
    assert.deepEqual(lines, ['size.ts: no test loads it']);
    assert.ok(!isGood);
  });
});

describe('the list of equivalent mutants', () => {
  for (const { file, was, is, why } of equivalentMutants) {
    it(`names what there is: ${file}: ${is}`, () => {
      const mutants = mutantsOf(readFileSync(join(PROJECT, file), 'utf8'));
      assert.ok(mutants.some(mutant => mutant.was === was && mutant.is === is));
      assert.match(why, /\.$/);
    });
  }
});
