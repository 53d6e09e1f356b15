import { type Routes, type Site, type SiteOptions, startSite } from '../../web/ordinary.ts';

/** Starts a site that closes at the end of the block: `await using site = await openSite({…})`. */
export async function openSite(routes: Routes, options?: SiteOptions): Promise<Site & AsyncDisposable> {
  const site = await startSite(routes, options);
  return Object.assign(site, { [Symbol.asyncDispose]: () => site.close() });
}
