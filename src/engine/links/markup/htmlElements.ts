/** Which attributes of HTML are links. */

import type { LinkRole } from '../foundLink.ts';

/**
 * The attributes whose value is a URL, and their elements. `action` is not among them: what stands there takes what a
 * person has entered, and a plain request to it says nothing about it, but may change something.
 */
const LINKS: Readonly<Record<string, ReadonlySet<string>>> = {
  href: new Set(['a', 'area', 'link']),
  src: new Set(
    ['img', 'iframe', 'frame', 'script', 'source', 'video'].concat(['audio', 'embed', 'track', 'input']),
  ),
  srcset: new Set(['img', 'source']),
  poster: new Set(['video']),
  cite: new Set(['blockquote', 'q', 'ins', 'del']),
  data: new Set(['object']),
};

/** Attributes of SVG in HTML. They may stand on any element. */
const SVG_LINKS: ReadonlySet<string> = new Set(['href', 'xlink:href']);

/** Elements of SVG that show the picture at their URL. */
const SVG_IMAGES: ReadonlySet<string> = new Set(['image', 'feimage']);

/** Relations of a `link` whose URL is only a hint which hosts will be needed. */
const HINTS: ReadonlySet<string> = new Set(['preconnect', 'dns-prefetch']);

/** The attributes that a reader of HTML needs. */
export const HTML_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...Object.keys(LINKS),
  ...SVG_LINKS,
  ...['alt', 'title', 'rel'],
]);

/** What is known about a tag. */
export interface Tag {
  readonly name: string;
  /** Whether it is one of SVG or MathML. */
  readonly isForeign: boolean;
  readonly isInPicture: boolean;
  /** The value of its attribute `rel`. */
  readonly rel: string | undefined;
}

/** What the URL in an attribute is for; `undefined` if it is no link. */
export function roleOf(attribute: string, { name, isForeign, isInPicture, rel }: Tag): LinkRole | undefined {
  if (isForeign) {
    if (!SVG_LINKS.has(attribute)) return undefined;
    return SVG_IMAGES.has(name) ? 'image' : 'link';
  }
  if (!LINKS[attribute]?.has(name)) return undefined;
  if (name === 'link') {
    const relations = rel?.toLowerCase().split(/\s+/u) ?? [];
    if (relations.some(relation => HINTS.has(relation))) return undefined;
    return relations.some(isIcon) ? 'image' : 'link';
  }
  const isImage =
    attribute === 'srcset' ||
    attribute === 'poster' ||
    name === 'img' ||
    (attribute === 'src' && (name === 'input' || (name === 'source' && isInPicture)));
  return isImage ? 'image' : 'link';
}

/** `icon`, and the names that Apple gives to icons. */
function isIcon(relation: string): boolean {
  return relation === 'icon' || relation === 'mask-icon' || relation.startsWith('apple-touch-icon');
}
