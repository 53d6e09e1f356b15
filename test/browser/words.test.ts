import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asRead, termsOf, wordsMissing } from './words.ts';

describe('the words that are asked after', () => {
  it('are words of three letters, and pairs on a line with one space between them', () => {
    assert.deepEqual(termsOf('Monty Python  and\nthe 42 cafés, 日本語', 9), [
      'Monty',
      'Python',
      'and',
      'the',
      'cafés',
      '日本語',
      'Monty Python',
      'the 42',
    ]);
  });

  it('are no more than wanted, spread over the text', () => {
    assert.deepEqual(termsOf('one.two.three.four.five.six', 2), ['two', 'five']);
  });

  it('of the source are those that are nowhere in the text, in any case', () => {
    assert.deepEqual(wordsMissing('<TABLE>Monty pyth on<b>', 'a monty PYTHON', 9), ['TABLE']);
  });
});

describe('a text as it is read', () => {
  it('has no characters that nobody sees, and one kind of space', () => {
    assert.equal(asRead('Py\u00adth\u200bon\ufeff is\u00a0a\u202fcafe\u0301'), 'Python is a café');
  });
});
