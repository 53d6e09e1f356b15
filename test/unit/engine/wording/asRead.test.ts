/** Characters as a person reads them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asRead, readings } from '../../../../src/engine/wording/asRead.ts';

describe('a text as a person reads it', () => {
  it('lacks the characters that Unicode says to ignore, and no others', () => {
    const fillers = '\u115f\u1160\u3164\uffa0';
    for (let code = 0; code <= 0x10_ffff; code++) {
      const character = String.fromCodePoint(code);
      const isIgnored = /\p{Default_Ignorable_Code_Point}/u.test(character) && !fillers.includes(character);
      const isSpace = '\u00a0\u2007\u202f'.includes(character);
      const wanted = isIgnored ? '' : isSpace ? ' ' : character;
      assert.equal(asRead(`a${character}b`), `a${wanted}b`, code.toString(16));
    }
  });

  it('keeps all other white space, and halves of characters', () => {
    const text = ' \t\r\n\u2003\u3000\u2028\ud834\udd72\ud834 \udb40\udbff\udc00 \udd73';
    assert.equal(asRead(text), text);
  });

  it('says where it is read otherwise', () => {
    assert.deepEqual(
      [...readings('a\u00a0b\u{e0100}\u00ad')],
      [
        { start: 1, end: 2, text: ' ' },
        { start: 3, end: 5, text: '' },
        { start: 5, end: 6, text: '' },
      ],
    );
  });
});

/** Stands between words of scripts without spaces. */
const BREAK = '\u200b';

describe('a zero-width space', () => {
  it('is not there, wherever it stands, unless words matter', () => {
    for (const text of [`ไทย${BREAK}ไทย`, `Py${BREAK}thon`, `${BREAK}ไทย${BREAK}`]) {
      assert.equal(asRead(text), text.replaceAll(BREAK, ''));
    }
  });

  it('stays between letters of scripts without spaces if words matter', () => {
    const rows = [
      [`ไทย${BREAK}ไทย${BREAK}ไทย`, `ไทย${BREAK}ไทย${BREAK}ไทย`],
      [`ខ្មែរ${BREAK}ខ្មែរ`, `ខ្មែរ${BREAK}ខ្មែរ`],
      [`Py${BREAK}thon`, 'Python'],
      [`ไทย${BREAK}Python`, 'ไทยPython'],
      [`Python${BREAK}ไทย`, 'Pythonไทย'],
      [`${BREAK}ไทย${BREAK}`, 'ไทย'],
      [`ไทย${BREAK}${BREAK}ไทย`, 'ไทยไทย'],
      [`ไทย\u00adไทย${BREAK}ไทย\u00a0x`, `ไทยไทย${BREAK}ไทย x`],
    ] as const;
    for (const [text, read] of rows) assert.equal(asRead(text, true), read, JSON.stringify(text));
  });
});
