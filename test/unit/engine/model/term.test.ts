/** The term: text, match case, whole word and regular expression become one expression. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTerm, InvalidTermError, PYTHON, type Term } from '../../../../src/engine/model/term.ts';
import { term } from '../../support/term.ts';

type Row = [term: Partial<Term> & { text: string }, text: string, found: string[]];

function finds(rows: Row[]): void {
  for (const [given, text, found] of rows) {
    it(`${JSON.stringify(given)} finds ${found.length} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(text.match(compileTerm(term(given))) ?? [], found);
    });
  }
}

describe('text', () => {
  finds([
    [{ text: PYTHON }, 'python, Python and PYTHON', ['python', 'Python', 'PYTHON']],
    [{ text: 'python' }, 'CPythons', ['Python']],
    [{ text: 'a.c' }, 'abc a.c', ['a.c']],
    [{ text: 'C++' }, 'C, C+ and c++', ['c++']],
    [{ text: 'two  words' }, 'two words, two  words', ['two  words']],
    [{ text: ' ' }, 'a b c', [' ', ' ']],
    [{ text: 'aa' }, 'aaaaa', ['aa', 'aa']],
  ]);

  it('may hold any punctuation, which stands for itself', () => {
    for (let code = 0x20; code < 0x7f; code++) {
      const text = `x${String.fromCharCode(code)}y`;
      for (const wholeWord of [false, true]) {
        const pattern = compileTerm(term({ text, wholeWord }));
        assert.deepEqual(`${text} xy`.match(pattern), [text], `${text} with wholeWord ${wholeWord}`);
      }
    }
  });
});

describe('case', () => {
  finds([
    [{ text: 'Python', matchCase: true }, 'python Python PYTHON', ['Python']],
    [{ text: 'ÄÖÜ' }, 'äöü', ['äöü']],
    [{ text: 'питон' }, 'ПИТОН', ['ПИТОН']],
    [{ text: 'ΠΎΘΩΝΑΣ' }, 'πύθωνας', ['πύθωνας']],
    [{ text: 'kelvin' }, '\u212aelvin', ['\u212aelvin']],
    [{ text: '𐐀' }, '𐐨', ['𐐨']],
    [{ text: '𐐀', matchCase: true }, '𐐨', []],
    [{ text: 'P.T', regularExpression: true }, 'pyt', ['pyt']],
    [{ text: 'P.T', regularExpression: true, matchCase: true }, 'pyt PyT', ['PyT']],
  ]);
});

describe('whole word', () => {
  const wholeWord = true;
  finds([
    [{ text: 'Python', wholeWord }, 'Python', ['Python']],
    [
      { text: 'Python', wholeWord },
      '(python) "PYTHON", python-3, Python.',
      ['python', 'PYTHON', 'python', 'Python'],
    ],
    [{ text: 'Python', wholeWord }, 'CPython Pythons python3 _python pythön', []],
    [{ text: 'Python', wholeWord }, 'éPython Pythonß Pythonж ＰPython ３Python', []],
    [{ text: 'Café', wholeWord }, 'café cafés', ['café']],
    [{ text: 'C++', wholeWord }, 'C++, C++x, xC++ and (C++)', ['C++', 'C++']],
    [{ text: '𝒳', wholeWord }, '𝒳 𝒳𝒴', ['𝒳']],
    [{ text: 'a|bc', wholeWord, regularExpression: true }, 'a bc abc xa', ['a', 'bc']],
    [{ text: 'py\\w+', wholeWord, regularExpression: true }, 'pypy cpython', ['pypy']],
  ]);
});

describe('a regular expression', () => {
  const regularExpression = true;
  finds([
    [{ text: 'py(thon|py)', regularExpression }, 'Python PyPy', ['Python', 'PyPy']],
    [{ text: '^b$', regularExpression }, 'a\nb\nc', ['b']],
    [{ text: '^.$', regularExpression }, '😀\nab', ['😀']],
    [{ text: '\\p{Lu}', regularExpression, matchCase: true }, 'aÄ', ['Ä']],
    [{ text: '(?<=a)b(?!c)', regularExpression }, 'ab abc', ['b']],
    [{ text: 'a.b', regularExpression }, 'a\nb', []],
    [{ text: 'a\\sb', regularExpression }, 'a\nb', ['a\nb']],
  ]);
});

describe('not a term', () => {
  const rows: [given: Partial<Term> & { text: string }, message: RegExp][] = [
    [{ text: '' }, /empty/],
    [{ text: '', regularExpression: true }, /empty/],
    [{ text: '(', regularExpression: true }, /^Not a valid regular expression: Unterminated group$/],
    [{ text: '*', regularExpression: true }, /Nothing to repeat/],
    [{ text: '[b-a]', regularExpression: true }, /out of order/],
    [{ text: 'a{2,1}', regularExpression: true }, /out of order/],
    [{ text: '\\', regularExpression: true }, /\\ at end of pattern/],
    [{ text: ')(?:', regularExpression: true }, /Unmatched/],
    [{ text: ')(?:', regularExpression: true, wholeWord: true }, /Unmatched/],
    [{ text: 'a: (', regularExpression: true }, /^Not a valid regular expression: Unterminated group$/],
  ];
  for (const [given, message] of rows) {
    it(`is ${JSON.stringify(given)}, and the error says why`, () => {
      assert.throws(() => compileTerm(term(given)), { name: 'InvalidTermError', message });
      assert.throws(() => compileTerm(term(given)), InvalidTermError);
    });
  }
});
