/** Tracks whether the markup of a page is in SVG or MathML, where elements are read by other rules than in HTML. */

/** Elements of SVG and MathML that contain HTML again (HTML Standard, section 13.2.6: integration points). */
const INTEGRATION_POINTS: Readonly<Record<Namespace, ReadonlySet<string>>> = {
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

type Namespace = 'svg' | 'math';

interface Open {
  readonly name: string;
  readonly namespace: Namespace;
  readonly isIntegrationPoint: boolean;
}

export class ForeignContent {
  readonly #breaksOut: boolean;
  /** The open elements of SVG and MathML, from the outermost. */
  readonly #open: Open[] = [];
  readonly #counts = new Map<string, number>();

  /** @param breaksOut whether elements of HTML end SVG and MathML; not so in XML */
  constructor(breaksOut: boolean) {
    this.#breaksOut = breaksOut;
  }

  /** Whether the rules of SVG or MathML apply. */
  get isForeign(): boolean {
    return this.#rules !== undefined;
  }

  /** Number of open elements of SVG and MathML. */
  get depth(): number {
    return this.#open.length;
  }

  /** An element begins. @param name in lower case @returns whether it is one of SVG or MathML */
  open(name: string): boolean {
    const isRoot = name === 'svg' || name === 'math';
    if (this.#breaksOut && BREAKOUTS.has(name)) this.#breakOut();
    const namespace = isRoot ? name : this.#rules;
    if (!namespace) return false;
    const isIntegrationPoint = !isRoot && INTEGRATION_POINTS[namespace].has(name);
    this.#open.push({ name, namespace, isIntegrationPoint });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return true;
  }

  /** Closes the innermost element with this name, and all in it. The end tags of other elements change nothing. */
  close(name: string): void {
    if (this.#counts.get(name)) while (this.#pop() !== name);
    else if (this.#breaksOut && (name === 'p' || name === 'br')) this.#breakOut();
  }

  /** Closes the innermost elements. @param depth that remains */
  closeTo(depth: number): void {
    while (this.#open.length > depth) this.#pop();
  }

  /** Whose rules apply; `undefined` for those of HTML. */
  get #rules(): Namespace | undefined {
    const last = this.#open.at(-1);
    return last?.isIntegrationPoint ? undefined : last?.namespace;
  }

  #breakOut(): void {
    while (this.#rules) this.#pop();
  }

  #pop(): string | undefined {
    const name = this.#open.pop()?.name;
    if (name) this.#counts.set(name, (this.#counts.get(name) ?? 0) - 1);
    return name;
  }
}
