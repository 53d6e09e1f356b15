/** Tells which templates are declarative shadow roots (HTML Standard, section 13.2.6.4.4), so that a reader sees them. */

/** Elements that can have a shadow root, beside custom elements (DOM Standard, “valid shadow host name”). */
const HOSTS: ReadonlySet<string> = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/** Names with a hyphen that are not of custom elements (HTML Standard, section 4.13.2). */
const NOT_CUSTOM = /^(?:annotation-xml|color-profile|font-face(?:-(?:src|uri|format|name))?|missing-glyph)$/;

const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
);

/** Elements that do not begin the body of a page. */
const OF_HEAD: ReadonlySet<string> = new Set(
  'html head base basefont bgsound link meta title noscript noframes style script template'.split(' '),
);

/** Elements that end a paragraph when they begin, and that end tags of phrases do not reach through. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul'
  ).split(' '),
);

const TABLE_PARTS: ReadonlySet<string> = new Set(
  'table caption tbody thead tfoot tr td th template'.split(' '),
);

const CELLS: ReadonlySet<string> = new Set(['caption', 'td', 'th']);

/** As browsers, tracks no deeper elements: each end tag looks at so many elements at most. */
const DEEPEST = 100;

interface Open {
  readonly name: string;
  isHost: boolean;
}

/** The open elements of a page, as far as they decide which element a template is in. */
export class ShadowHosts {
  readonly #open: Open[] = [];
  #body: Open | undefined;

  /** Whether a page may have declarative shadow roots. */
  static areIn(page: string): boolean {
    return /shadowrootmode/i.test(page);
  }

  /** @param name of an element that begins, in lower case; not of one without markup or of a template */
  open(name: string): void {
    if (!OF_HEAD.has(name)) this.#beginBody();
    if (name === 'html' || name === 'head' || name === 'body' || VOID.has(name)) return;
    if (BLOCKS.has(name)) this.close('p');
    if (this.#open.length === DEEPEST) this.#open.pop();
    this.#open.push({ name, isHost: false });
  }

  close(name: string): void {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]?.name ?? '';
      if (open === name) {
        this.#open.length = at;
        return;
      }
      if (open === 'template') return;
      if (BLOCKS.has(open) && !BLOCKS.has(name) && !TABLE_PARTS.has(name)) return;
      if (CELLS.has(open) && !TABLE_PARTS.has(name)) return;
    }
  }

  /** There is text that is not white space. */
  text(): void {
    if (!this.#open.length) this.#beginBody();
  }

  /**
   * A template begins.
   * @param mode its attribute `shadowrootmode`
   * @returns whether it is a shadow root; then its end tag must be passed to {@link close}
   */
  attach(mode: string): boolean {
    const host = this.#open.at(-1) ?? this.#body;
    if (!/^(?:open|closed)$/i.test(mode) || !host || host.isHost || !canHost(host.name)) return false;
    host.isHost = true;
    this.#open.push({ name: 'template', isHost: false });
    return true;
  }

  #beginBody(): void {
    this.#body ??= { name: 'body', isHost: false };
  }
}

function canHost(name: string): boolean {
  return HOSTS.has(name) || (/^[a-z][^A-Z]*-/.test(name) && !NOT_CUSTOM.test(name));
}
