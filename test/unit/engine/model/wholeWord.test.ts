/** Whole words, also in scripts without spaces between words. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileTerm } from '../../../../src/engine/model/term.ts';
import { SPACELESS_SCRIPTS } from '../../../../src/engine/wording/scripts.ts';
import { runs } from '../../support/properties.ts';
import { search } from '../../support/searching.ts';
import { term } from '../../support/term.ts';

const found = (text: string, page: string, regularExpression = false) =>
  page.normalize().match(compileTerm(term({ text, wholeWord: true, regularExpression }))) ?? [];

describe('a whole word', () => {
  const rows: [text: string, page: string][] = [
    ['Python', '我们使用Python编写'],
    ['Python', '用Python写，用PYTHON读'],
    ['Python', 'プログラミング言語Pythonの入門'],
    ['Python', 'サーバーPythonサーバー'],
    ['Python', 'ﾊﾟPythonﾊﾟ'],
    ['Python', '파이썬은 Python을 쓴다, Python의'],
    ['Python', 'ใช้Pythonเขียน'],
    ['Python', 'ที่Pythonที่'],
    ['Python', 'ໃຊ້Pythonຂຽນ'],
    ['Python', 'ប្រើPythonសរសេរ'],
    ['Python', 'ကိုPythonဖြင့်'],
    ['Python', 'ㄅPythonㄆ'],
    ['Python', 'ꀀPythonꀀ'],
    ['Python', 'བོད་Pythonབོད'],
    ['Питон', '用Питон写'],
    ['C++', '使用C++编写'],
    ['.NET', '使用.NET编写'],
    ['3', '第3章'],
    ['Python 3', '使用Python 3编写'],
    ['言語', 'プログラミング言語です'],
    ['プログラミング', '楽しいプログラミング言語'],
    ['北京', 'in北京by'],
    ['北京', '北京、上海'],
    ['ภาษา', 'Pythonภาษา'],
    ['파이썬', 'Python파이썬'],
    ['数', '数\u{e0100}、数'],
    ['👩‍💻', '我👩‍💻们'],
  ];
  for (const [text, page] of rows) {
    it(`${text} is found in ${page}`, () => {
      assert.ok(found(text, page).length > 0);
      assert.deepEqual(found(text.replace(/[.+]/g, '\\$&'), page, true), found(text, page));
    });
  }

  const not: [text: string, page: string][] = [
    ['Python', '使用Python3编写'],
    ['Python', '使用3Python编写'],
    ['Python', '使用CPython编写'],
    ['Python', '使用Pythons编写'],
    ['Python', '使用_Python编写'],
    ['Python', '使用Python_编写'],
    ['Python', '使用ＰPython编写'],
    ['Python', '使用３Python'],
    ['Python', '使用Python\u0332编写'],
    ['Python', '使用\u0332Python'],
    ['Python', 'Python\u0e48'],
    ['Python', 'Pythonー'],
    ['Python', 'ПиPythonтон'],
    ['Python', 'éPython Pythonß Pythonж'],
    ['C++', '使用C++x'],
    ['言', 'プログラミング言語'],
    ['サーバ', 'サーバー'],
    ['バ', 'サーバー'],
    ['人', '人々'],
    ['か', 'か\u3099'],
    ['썬', '파이썬'],
  ];
  for (const [text, page] of not) {
    it(`${text} is not found in ${page}`, () => {
      assert.deepEqual(found(text, page), []);
      assert.deepEqual(found(text.replace(/[.+]/g, '\\$&'), page, true), []);
    });
  }

  it('is what it was where all scripts have spaces', () => {
    const word = '[\\p{L}\\p{M}\\p{N}_]';
    const before = new RegExp(`(?<!${word})(?:aб)(?!${word})`, 'gimu');
    const piece = fc.constantFrom(
      'aб',
      'a',
      'б',
      ' ',
      'é',
      'α',
      'א',
      'ا',
      'क',
      '3',
      '_',
      '-',
      '\u0301',
      '😀',
      'ａ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const page = pieces.join('');
        assert.deepEqual(page.normalize().match(before) ?? [], found('aб', page));
      }),
      runs(2_000),
    );
  });

  it('may be very long', () => {
    const text = 'Long term '.repeat(1000).trim();
    assert.deepEqual(found(text, `使用${text}编写`), [text]);
  });
});

describe('scripts without spaces', () => {
  it('have no character in common', () => {
    const classes = SPACELESS_SCRIPTS.map(script => new RegExp(`[${script}]`, 'u'));
    for (let code = 0; code <= 0x10_ffff; code++) {
      const character = String.fromCodePoint(code);
      assert.ok(classes.filter(each => each.test(character)).length <= 1, code.toString(16));
    }
  });

  it('are known to a scan of pages, in source and text, with and without their bytes', async () => {
    const filling = '<p>some text to read</p>'.repeat(200);
    for (const page of [
      `<p>我们使用Python编写`,
      `${filling}<p>我们使用Python编写`,
      `<p>使用<b>Python</b>编写${filling}`,
    ]) {
      for (const searchIn of ['source', 'text'] as const) {
        const asked = { term: { text: 'python', wholeWord: true }, options: { searchIn } };
        assert.equal((await search(page, asked)).count, 1);
        const other = { term: { text: 'pytho', wholeWord: true }, options: { searchIn } };
        assert.equal((await search(page, other)).count, 0);
      }
    }
  });

  it('may have zero-width spaces between words, which tell whole words of the text apart', async () => {
    const page = '<p>ភាសា\u200bខ្មែរ\u200bល្អ';
    for (const searchIn of ['source', 'text'] as const) {
      const asked = (text: string, wholeWord: boolean) => ({
        term: { text, wholeWord },
        options: { searchIn },
      });
      assert.equal((await search(page, asked('ខ្មែរ', true))).count, 1);
      assert.equal((await search(page, asked('ខ្មែ', true))).count, 0);
      assert.equal((await search(page, asked('ភាសា\u200bខ្មែរ', true))).count, 1);
      assert.equal((await search(page, asked('ភាសាខ្មែរ', false))).count, searchIn === 'text' ? 1 : 0);
    }
    const latin = { term: { text: 'Python', wholeWord: true }, options: { searchIn: 'text' as const } };
    assert.equal((await search('<p>Py\u200bthon', latin)).count, 1);
    assert.equal((await search('<p>Python\u200bs', latin)).count, 0);
  });
});
