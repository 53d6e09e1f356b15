/** Tracks whether the markup of a page is in SVG or MathML, where elements are read by other rules than in HTML. */

/** Elements of SVG and MathML that contain HTML again (HTML Standard, section 13.2.6: integration points). */
const INTEGRATION_POINTS: Readonly<Record<string, ReadonlySet<string>>> = {
  svg: new Set(['foreignobject', 'desc', 'title']),
  math: new Set(['mi', 'mo', 'mn', 'ms', 'mtext']),
};

/** Elements of HTML that end SVG and MathML (HTML Standard, section 13.2.6.5). `font` only does with some attributes. */
const BREAKOUTS: ReadonlySet<string> = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta ' +
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var'
  ).split(' '),
);

export class ForeignContent {
  readonly #breaksOut: boolean;
  /** Names of the open elements that change the rules, from the outermost. */
  readonly #open: string[] = [];
  readonly #counts = new Map<string, number>();

  /** @param breaksOut whether elements of HTML end SVG and MathML; not so in XML */
  constructor(breaksOut: boolean) {
    this.#breaksOut = breaksOut;
  }

  /** Whether the rules of SVG or MathML apply. */
  get isForeign(): boolean {
    const last = this.#open.at(-1);
    return last === 'svg' || last === 'math';
  }

  /** Number of open elements that change the rules. */
  get depth(): number {
    return this.#open.length;
  }

  /** @param name in lower case */
  open(name: string): void {
    if (name === 'svg' || name === 'math') this.#push(name);
    else if (this.isForeign) {
      if (INTEGRATION_POINTS[this.#open.at(-1) ?? '']?.has(name)) this.#push(name);
      else if (this.#breaksOut && BREAKOUTS.has(name)) while (this.isForeign) this.#pop();
    }
  }

  /** Closes the innermost element with this name, and all in it. The end tags of other elements change nothing. */
  close(name: string): void {
    if (this.#counts.get(name)) while (this.#pop() !== name);
    else if (this.#breaksOut && (name === 'p' || name === 'br')) while (this.isForeign) this.#pop();
  }

  /** Closes the innermost elements. @param depth that remains */
  closeTo(depth: number): void {
    while (this.#open.length > depth) this.#pop();
  }

  #push(name: string): void {
    this.#open.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #pop(): string | undefined {
    const name = this.#open.pop();
    if (name) this.#counts.set(name, (this.#counts.get(name) ?? 0) - 1);
    return name;
  }
}
