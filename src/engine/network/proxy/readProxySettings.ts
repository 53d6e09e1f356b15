/** Reads the proxies from settings and environment variables. */

import * as l10n from '@vscode/l10n';
import type { ProxyServer, ProxySettings } from '../../model/proxySettings.ts';
import { basicAuthorization } from '../../url/basicAuthorization.ts';
import { splitNoProxy } from './noProxy.ts';

/** The settings or flags of a person. They take precedence over environment variables. */
export interface ProxyWishes {
  /** The proxy's URL; `http://` may be left out. If empty, environment variables are used. */
  readonly proxy?: string;
  /** Name of the setting or flag that set the proxy. */
  readonly source?: string;
  /** Whether the source is a setting of VS Code. */
  readonly isSetting?: boolean;
  /** Replaces the list of the environment variable, even if empty. */
  readonly noProxy?: readonly string[];
  /** Further hosts without a proxy. */
  readonly alwaysDirect?: readonly string[];
  /** Value of Proxy-Authorization. Takes precedence over user name and password in the URL. */
  readonly authorization?: string;
  readonly checkCertificate?: boolean;
}

/** The proxy cannot be used. The message never contains the value, which may hold a password. */
export class InvalidProxyError extends Error {}

/** @throws {InvalidProxyError} */
export function proxySettings(wishes: ProxyWishes, environment: NodeJS.ProcessEnv): ProxySettings {
  const { authorization, checkCertificate = true, isSetting = false, proxy: set, source = 'proxy' } = wishes;
  // Other characters are not allowed (RFC 9110, section 5.5). A line break would start another field.
  if (authorization && /[^\t\x20-\x7e\x80-\xff]/.test(authorization)) {
    throw new InvalidProxyError(
      l10n.t('The authorization for the proxy has characters that no header can have'),
    );
  }
  const proxyOf = (...variables: string[]) => {
    const found: Found | undefined = set
      ? { value: set, name: source, isSetting }
      : lookUp(environment, variables);
    const proxy = found && parseProxy(found);
    return proxy && { ...proxy, ...(authorization ? { authorization } : {}) };
  };
  const named = wishes.noProxy ?? splitNoProxy(lookUp(environment, ['no_proxy'])?.value ?? '');
  const noProxy = [...named, ...(wishes.alwaysDirect ?? [])];
  if (noProxy.includes('*')) return { noProxy, checkCertificate };
  const http = proxyOf('http_proxy', 'all_proxy');
  // As in VS Code and undici, the proxy for http: is also used for https: if there is no other.
  const https = proxyOf('https_proxy', 'all_proxy', 'http_proxy');
  return { ...(http ? { http } : {}), ...(https ? { https } : {}), noProxy, checkCertificate };
}

/** The text that sets a proxy, and its source. */
interface Found {
  readonly value: string;
  /** Name of the variable, setting or flag. */
  readonly name: string;
  readonly isSetting?: boolean;
}

/** Finds the first variable that is set. An empty value means no proxy. As in curl, lower case takes precedence. */
function lookUp(environment: NodeJS.ProcessEnv, variables: readonly string[]): Found | undefined {
  for (const name of variables.flatMap(each => [each, each.toUpperCase()])) {
    const value = environment[name]?.trim();
    if (value !== undefined) return value ? { value, name } : undefined;
  }
  return undefined;
}

/** @throws {InvalidProxyError} */
function parseProxy({ value: text, ...place }: Found): ProxyServer {
  const [scheme] = /^[a-z][a-z0-9+.-]*(?=:\/\/)/i.exec(text) ?? [];
  if (scheme && !/^https?$/i.test(scheme)) {
    throw new InvalidProxyError(
      /^socks/i.test(scheme) ? noSocks(place) : noScheme(place, scheme.toLowerCase()),
    );
  }
  const url = URL.parse(scheme ? text : `http://${text}`);
  if (!url?.hostname) {
    throw new InvalidProxyError(noUrl(place));
  }
  const authorization = basicAuthorization(url);
  return { url: url.origin, ...(authorization === undefined ? {} : { authorization }) };
}

type Place = Omit<Found, 'value'>;

function noSocks({ name, isSetting }: Place): string {
  return isSetting
    ? l10n.t(
        'The proxy in the setting {0} cannot be used: SOCKS proxies are not supported, only http: and https: proxies are',
        name,
      )
    : l10n.t(
        'The proxy in {0} cannot be used: SOCKS proxies are not supported, only http: and https: proxies are',
        name,
      );
}

function noScheme({ name, isSetting }: Place, scheme: string): string {
  return isSetting
    ? l10n.t(
        'The proxy in the setting {0} cannot be used: {1}: is not supported, only http: and https: proxies are',
        name,
        scheme,
      )
    : l10n.t(
        'The proxy in {0} cannot be used: {1}: is not supported, only http: and https: proxies are',
        name,
        scheme,
      );
}

function noUrl({ name, isSetting }: Place): string {
  return isSetting
    ? l10n.t('The proxy in the setting {0} is not a URL such as http://proxy.example:3128', name)
    : l10n.t('The proxy in {0} is not a URL such as http://proxy.example:3128', name);
}
