/** Finds the fragments of URLs that lead nowhere in their page. Loaded only if fragments are looked for. */

import { isBuiltByScripts } from '../content/builtByScripts.ts';
import { readableTextInSteps } from '../content/readableText.ts';
import { percentDecoded } from '../wording/percentDecoding.ts';
import { IdWalk } from './idWalk.ts';
import { asCompared, holdsText, textDirectives } from './textFragments.ts';

/** What stands between the name of a section and directives to the browser (URL Fragment Text Directives, section 3.3). */
const DIRECTIVES = ':~:';

/** GitHub's prefix for the ids of headings. Its scripts find them without it. */
const PREFIX = 'user-content-';

/**
 * The fragments that are not there. A fragment names the id of an element or the name of an anchor (HTML Standard, “find a
 * potential indicated element”), or has a text that the page must hold (URL Fragment Text Directives). Nothing is missing
 * in a page that scripts build. Yields after each few milliseconds of work.
 * @param page of HTML, and whole
 * @param fragments without `#`; see {@link import('../model/fragments.ts').fragmentsOf}
 */
export function* missingFragments(
  page: string,
  fragments: readonly string[],
): Generator<void, readonly string[]> {
  const missing = new Set(yield* withoutSection(page, fragments));
  const directives = fragments.flatMap(fragment => {
    const texts = missing.has(fragment) ? [] : textDirectives(fragment.split(DIRECTIVES, 2)[1] ?? '');
    return texts.length ? [[fragment, texts] as const] : [];
  });
  if (directives.length) {
    const { map } = yield* readableTextInSteps(page, 'html');
    yield;
    const text = asCompared(map.text);
    for (const [fragment, texts] of directives) {
      yield;
      if (!texts.every(each => holdsText(text, each))) missing.add(fragment);
    }
  }
  if (!missing.size || (yield* isBuiltByScripts(page))) return [];
  return fragments.filter(fragment => missing.has(fragment));
}

/** The fragments whose section the page does not have. */
function* withoutSection(page: string, fragments: readonly string[]): Generator<void, Iterable<string>> {
  /** The fragments that each id or name satisfies. */
  const wanted = new Map<string, string[]>();
  for (const fragment of fragments) {
    const [section = ''] = fragment.split(DIRECTIVES, 1);
    const decoded = percentDecoded(section);
    if (!section || decoded.toLowerCase() === 'top') continue;
    for (const name of new Set([section, decoded, PREFIX + decoded])) {
      const known = wanted.get(name);
      if (known) known.push(fragment);
      else wanted.set(name, [fragment]);
    }
  }
  const left = new Set([...wanted.values()].flat());
  if (!left.size) return left;
  const walk = new IdWalk(page, name => {
    for (const fragment of wanted.get(name) ?? []) left.delete(fragment);
    return left.size > 0;
  });
  yield* walk.steps();
  return left;
}
