/** What a person sees of a page in a browser. */

import type { BrowserContext } from '../rig/vscode/playwright.mjs';

/** In ms. What is there by then is what a person sees. */
const LONGEST_LOAD = 10_000;
/** In ms. A page whose scripts never return is given up. */
const LONGEST_READ = 5_000;

/** A page, as it stood in the browser. */
export interface Seen {
  /** Title and text of the page, of its shadow roots, fields, and frames. */
  readonly text: string;
}

/** Why there is no page in the browser, such as `net::ERR_CONNECTION_RESET`. */
export interface Unseen {
  readonly error: string;
}

/** The parts of the DOM that the reading below needs. There are no types of browsers in this project. */
interface Part {
  readonly nodeType: number;
  readonly innerText?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Part>;
  readonly shadowRoot?: Part | null;
  readonly localName?: string;
  readonly type?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly alt?: string;
  readonly complete?: boolean;
  readonly naturalWidth?: number;
  checkVisibility?(): boolean;
  querySelectorAll(selector: string): Iterable<Part>;
}

interface PageDocument extends Part {
  readonly title: string;
  readonly body: Part | null;
  readonly documentElement: Part | null;
}

/** In ms. A page that neither ends nor closes by then is lost, as when a process of the browser has crashed. */
const LONGEST_LOOK = 60_000;

/** What a busy browser may say for once. */
const PASSING = 'net::ERR_ABORTED';

/** Opens a page in a tab of its own, and waits until it is loaded or the time is up. */
export async function look(browser: BrowserContext, url: string): Promise<Seen | Unseen> {
  const seen = await lookOnce(browser, url);
  return 'error' in seen && seen.error === PASSING ? lookOnce(browser, url) : seen;
}

async function lookOnce(browser: BrowserContext, url: string): Promise<Seen | Unseen> {
  const seen = await withinLimit(lookInTab(browser, url), LONGEST_LOOK);
  return seen ?? { error: 'it neither ended nor closed' };
}

async function lookInTab(browser: BrowserContext, url: string): Promise<Seen | Unseen> {
  const page = await browser.newPage();
  try {
    const error = await page
      .goto(url, { waitUntil: 'load', timeout: LONGEST_LOAD })
      .then(() => undefined, reasonOf);
    if (error !== undefined && error !== 'timeout') return { error };
    const texts: string[] = [];
    for (const frame of page.frames()) {
      const text =
        frame.url() === 'about:blank'
          ? undefined
          : await withinLimit(frame.evaluate(readDocument).catch(nothing), LONGEST_READ);
      if (text !== undefined) texts.push(text);
    }
    return texts.length > 0 ? { text: texts.join('\n') } : { error: error ?? 'no page' };
  } finally {
    await page.close();
  }
}

function reasonOf({ name, message }: Error): string {
  if (name === 'TimeoutError') return 'timeout';
  return /net::\w+|Download is starting/.exec(message)?.[0] ?? message.split('\n', 1).join();
}

/** Where a frame went away, or its document never came, there is nothing to read. */
const nothing = () => undefined;

/** @param limit in ms */
async function withinLimit<T>(work: Promise<T>, limit: number): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limit);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs in the browser, without anything of this file. `innerText` leaves out shadow roots and what stands in fields.
 */
function readDocument(): string {
  const { document } = globalThis as unknown as { document: PageDocument };
  const texts = [document.title];
  // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not wanted
  const shownText = ({ innerText }: Part) => innerText;
  const ofField = ({ localName, type, value, placeholder, alt, complete, naturalWidth }: Part): string => {
    if (localName === 'img') return complete && naturalWidth === 0 ? (alt ?? '') : '';
    return type === 'hidden' ? '' : value || placeholder || '';
  };
  // What is not visible itself is innerText as a whole.
  const ofChild = (child: Part): string =>
    child.nodeType === 3
      ? (child.textContent ?? '')
      : child.checkVisibility?.()
        ? (shownText(child) ?? '')
        : '';
  const read = (part: Part) => {
    texts.push(shownText(part) ?? [...part.childNodes].map(ofChild).join(''));
    for (const field of part.querySelectorAll('input, textarea, img')) texts.push(ofField(field));
    for (const each of part.querySelectorAll('*')) if (each.shadowRoot) read(each.shadowRoot);
  };
  const readXml = (part: Part) => {
    for (const child of part.childNodes) {
      if (child.nodeType !== 1) texts.push(child.nodeType === 8 ? '' : (child.textContent ?? ''));
      else if (child.checkVisibility?.()) readXml(child);
    }
  };
  const root = document.body ?? document.documentElement;
  if (root) (shownText(root) === undefined ? readXml : read)(root);
  return texts.join('\n');
}
