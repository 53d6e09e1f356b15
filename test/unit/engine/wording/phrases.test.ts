/** Phrases and sentences are joined as the reader's language does it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { useLanguage } from '../../../../src/engine/wording/language.ts';
import { listed, sentences } from '../../../../src/engine/wording/phrases.ts';

describe('phrases and sentences', () => {
  after(() => useLanguage('en', {}));

  const speak = (tag: string) => {
    const bundle = new URL(`../../../../l10n/bundle.l10n.${tag}.json`, import.meta.url);
    useLanguage(tag, JSON.parse(readFileSync(bundle, 'utf8')));
  };

  it('are joined with a comma, and with a blank', () => {
    assert.equal(listed(['a', 'b', 'c']), 'a, b, c');
    assert.equal(sentences(['A.', 'B.', 'C.']), 'A. B. C.');
  });

  it('are joined with the signs of the language', () => {
    speak('zh-cn');
    assert.equal(listed(['a', 'b', 'c']), 'a，b，c');
    assert.equal(sentences(['A。', 'B。', 'C。']), 'A。B。C。');
    speak('de');
    assert.equal(listed(['a', 'b']), 'a, b');
    assert.equal(sentences(['A.', 'B.']), 'A. B.');
  });

  it('that are one or none stay as they are', () => {
    for (const join of [listed, sentences]) {
      assert.equal(join([]), '');
      assert.equal(join(['one']), 'one');
    }
  });

  it('may hold what looks like a placeholder', () => {
    assert.equal(listed(['{0}', '{1}', '$&']), '{0}, {1}, $&');
  });
});
