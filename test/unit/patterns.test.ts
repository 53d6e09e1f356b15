/** The linter for regular expressions of `npm run check`, and the expressions that it cannot judge in the sources. */

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it quotes code with templates

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { faultOf, judgePatterns, patternsOf } from '../rig/patterns.mjs';
import { UNJUDGED } from '../rig/unjudged-patterns.mjs';
import { temporaryFile } from './support/terminal.ts';

describe('a regular expression', () => {
  const bad: [name: string, pattern: RegExp][] = [
    ['exponential', /^(?:a+)+$/],
    ['exponential by alternatives', /^(?:a|a)*$/],
    ['polynomial', /^\s*(.*)\s*$/m],
    ['cubic', /:[^\]]*\D[^\]]*$/],
    ['tried again at every character', /\s+#/],
    ['tried again at every word', /\beyJ[\w-]*\./g],
    ['of a bounded repetition of unbounded ones', /^(?:.*,){12}x/],
  ];
  for (const [name, { flags, source }] of bad) {
    it(`that is ${name} is a fault`, async () =>
      assert.match((await faultOf({ source, flags })) ?? '', /\w/));
  }

  it('that is linear is none', async () => {
    for (const { flags, source } of [/^a+$/, /[^a]b*/g, /(?<!\S)#/u, /^(?:[a-z]+:)?\d+$/i]) {
      assert.equal(await faultOf({ source, flags }), undefined, source);
    }
  });
});

describe('the linter for regular expressions', () => {
  const judge = async (text: string, ...unjudged: Parameters<typeof judgePatterns>[1]) => {
    await using file = await temporaryFile('x', '');
    const folder = join(dirname(file.path), 'src');
    await mkdir(join(folder, 'room'), { recursive: true });
    await writeFile(join(folder, 'room', 'a.ts'), text);
    return judgePatterns(folder, unjudged);
  };
  const listed = (code: string) => ({ file: 'room/a.ts', code, reason: 'of a test' });

  it('names file, line and expression of a fault, and goes on', async () => {
    const { count, faults } = await judge(
      'const a: RegExp = /a/g;\ntype T = string;\nconst b = /(?:x+)+y/u;\n/ +$/;',
    );
    assert.equal(count, 3);
    assert.deepEqual(
      faults.map(fault => fault.slice(0, 26)),
      ['room/a.ts:3: /(?:x+)+y/u: ', 'room/a.ts:4: / +$/: 2nd de'].map(each => each.slice(0, 26)),
    );
  });

  it('does not take a division, a comment or a string for an expression', async () => {
    const text = "const a = 6 / 2 / 1; // /(a+)+$/\nconst b = '/(a+)+$/'; /* /(a+)+$/ */ x(`/(a+)+$/`);";
    assert.deepEqual(await judge(text), { count: 0, faults: [] });
  });

  const built = [
    'new RegExp(a)',
    'RegExp(a, b)',
    'globalThis.RegExp(a)',
    "a.match('x')",
    'a.search(`${b}+`)',
  ];
  for (const code of built) {
    it(`wants a reason for ${code}`, async () => {
      const { faults } = await judge(`x(${code});`);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', /^room\/a\.ts:1: .*built from strings/);
      assert.deepEqual((await judge(`x(${code});`, listed(code))).faults, []);
    });
  }

  it('takes an expression that is listed with a reason', async () => {
    assert.deepEqual((await judge('x(/ +$/);', listed('/ +$/'))).faults, []);
  });

  it('finds an entry of the list whose expression is gone, or is no fault any more', async () => {
    for (const text of ['', 'x(/a/);', 'x(/b +$/);']) {
      assert.match((await judge(text, listed('/a/'))).faults.join(), /room\/a\.ts: \/a\/: is listed/, text);
    }
  });

  it('has a reason for each entry of the list', () => {
    for (const { file, reason } of UNJUDGED) assert.match(reason, /^[A-Z].{15,}\.$/, file);
  });

  it('sees expressions in all places', () => {
    const text =
      'class A { static b = /1/; #c = x ? /2/ : y; }\nconst d = [/3/, ...(e ?? [/4/])]; f`${/5/}`; for (const g of h(/6/)) i = { j: /7/ };';
    assert.deepEqual(
      patternsOf(text).literals.map(({ source }) => source),
      ['1', '2', '3', '4', '5', '6', '7'],
    );
  });
});

describe('an expression that is built from strings', () => {
  it('is linear when it is finished', async () => {
    const finished = await recorded(async () => {
      const [{ compileTerm }, { BytePrefilter }] = await Promise.all([
        import('../../src/engine/model/term.ts'),
        import('../../src/engine/search/bytePrefilter.ts'),
        ...UNJUDGED.filter(each => each.isJudgedLater).map(({ file }) => import(`../../src/${file}`)),
      ]);
      for (const text of ['Python', '(a+)+$', ' # ', '\u0300\u0301', '東京']) {
        for (const wholeWord of [false, true]) {
          const term = { text, matchCase: false, wholeWord, regularExpression: false };
          compileTerm(term);
          BytePrefilter.for(term);
        }
      }
    });
    for (const { file, isJudgedLater } of UNJUDGED) {
      if (isJudgedLater) assert.ok(finished.has(file), `an expression of ${file} is finished`);
    }
    for (const [file, patterns] of finished) {
      for (const [source, flags = ''] of patterns) {
        assert.equal(await faultOf({ source, flags }), undefined, `${file}: ${source}`);
      }
    }
  });
});

/** The arguments of every `new RegExp(…)` of `src` during an action, by file. */
async function recorded(
  action: () => Promise<void>,
): Promise<Map<string, [source: string, flags?: string][]>> {
  const found = new Map<string, [source: string, flags?: string][]>();
  const native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(native, {
    construct(target, parts: [source: string, flags?: string]) {
      const caller = /^.*\n.*\n.*\/src\/(\S+?\.ts)\b/.exec(new Error().stack ?? '')?.[1];
      if (caller) found.set(caller, [...(found.get(caller) ?? []), parts]);
      return new target(...parts);
    },
  });
  try {
    await action();
  } finally {
    globalThis.RegExp = native;
  }
  return found;
}
