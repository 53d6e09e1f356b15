/** The pages that are opened: those of the ordinary web, and those of the hostile web that a browser can open. */

import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import pMap from 'p-map';
import { parseList } from '../../src/engine/links/list/readList.ts';
import { type Certificates, openChest } from '../web/hostile/certificateChest.ts';
import { type NameServer, startNameServer } from '../web/hostile/nameServer.ts';
import type { Row, Scene } from '../web/hostile/row.ts';
import { ROWS } from '../web/hostile/rows.ts';
import { Stage } from '../web/hostile/stage.ts';
import { startSite } from '../web/ordinary.ts';
import { ORDINARY_PAGES, ORDINARY_ROUTES } from '../web/ordinaryPages.ts';
import { startSponsors } from '../web/sponsors/server.ts';
import { NEEDS_MORE, reasonAgainst } from './notOpened.ts';

/** Further lines of a row are more of the same. */
const MOST_LINES = 3;

/** One page. It has two addresses, because some servers answer each request differently. */
export interface WebPage {
  /** The row's id, also for each of its lines; the name of an ordinary page; or the URL of a sponsor. */
  readonly id: string;
  readonly forBrowser: string;
  readonly forEngine: string;
  /** Of the terminal command. */
  readonly flags: readonly string[];
}

export interface Web {
  readonly pages: readonly WebPage[];
  /** Rows that are not opened, and why. */
  readonly notOpened: ReadonlyMap<string, string>;
  /** Names that lead to this machine. All others lead nowhere. */
  readonly names: readonly string[];
  close(): Promise<void>;
}

/** Starts all servers. @param isWanted whether a page is opened */
export async function startWeb(isWanted: (id: string) => boolean): Promise<Web> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    await Promise.all(closers.splice(0).map(each => each()));
  };
  try {
    const ordinary = await startOrdinary(closers);
    const hostile = await startHostile(
      closers,
      ROWS.filter(({ id }) => isWanted(id)),
    );
    return { ...hostile, pages: [...ordinary.filter(({ id }) => isWanted(id)), ...hostile.pages], close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function startOrdinary(closers: Closers): Promise<WebPage[]> {
  const site = await startSite(ORDINARY_ROUTES);
  closers.push(() => site.close());
  const sponsors = await startSponsors({ latency: 0 });
  closers.push(() => sponsors.close());
  const page = (id: string, url: string) => ({ id, forBrowser: url, forEngine: url, flags: [] });
  return [
    ...ORDINARY_PAGES.map(name => page(name, site.url(`/${name}`))),
    ...sponsors.urls.map(({ original, replica }) => page(original, replica)),
  ];
}

async function startHostile(closers: Closers, rows: readonly Row[]): Promise<Omit<Web, 'close'>> {
  const known = new Set<string>();
  const server = await startNameServer();
  closers.push(() => server.close());
  const certificates = await openChest();
  closers.push(() => certificates.close());
  const shared = { names: rememberLoopback(server, known), certificates };
  const notOpened = new Map<string, string>();
  const sets = await pMap(
    rows,
    async (row): Promise<WebPage[]> => {
      const reason = reasonAgainst(row);
      if (reason !== undefined) {
        notOpened.set(row.id, reason);
        return [];
      }
      const [forBrowser, forEngine] = await Promise.all([
        linesOf(row, new Stage(shared), closers),
        linesOf(row, new Stage(shared), closers),
      ]);
      if (!forBrowser || !forEngine) {
        notOpened.set(row.id, NEEDS_MORE);
        return [];
      }
      return forBrowser.urls.map((url, index) => ({
        id: row.id,
        forBrowser: url,
        forEngine: forEngine.urls[index] as string,
        flags: forEngine.flags,
      }));
    },
    { concurrency: 32 },
  );
  await trust(certificates);
  return { pages: sets.flat(), notOpened, names: [...known] };
}

/** @returns `undefined` if the row needs more than flags and lines */
async function linesOf(row: Row, stage: Stage, closers: Closers) {
  closers.push(() => stage.close());
  const served = await row.serve(stage);
  const scene: Scene =
    typeof served === 'string' ? { list: [served] } : 'list' in served ? served : { list: served };
  const { list, flags = [], descriptors, interrupt, refused } = scene;
  if (list instanceof Uint8Array || descriptors || interrupt || refused) return undefined;
  const { targets } = parseList(list.join('\n'));
  const urls = targets.map(target => (typeof target === 'string' ? target : target[1]));
  return urls.length > 0 ? { urls: urls.slice(0, MOST_LINES), flags } : undefined;
}

/** Collects the names that have an address. */
function rememberLoopback(server: NameServer, known: Set<string>): NameServer {
  return {
    ...server,
    add(name, answer) {
      if (Array.isArray(answer) && answer.includes('127.0.0.1')) known.add(name);
      server.add(name, answer);
    },
  };
}

/** The engine runs in this process, which trusts what the command is told to trust. */
async function trust({ env, write }: Certificates): Promise<void> {
  await write();
  const file = await readFile(env.NODE_EXTRA_CA_CERTS ?? '', 'utf8');
  const authorities = file.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...authorities]);
}
