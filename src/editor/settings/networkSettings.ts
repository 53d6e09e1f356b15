/** VS Code's own settings of the network, read afresh for each scan. */

import * as vscode from 'vscode';
import type { ProxySettings } from '../../engine/model/proxySettings.ts';
import { proxySettings } from '../../engine/network/proxy/readProxySettings.ts';
import { text, texts } from './settingValues.ts';

export interface NetworkSettings {
  readonly proxies: ProxySettings;
  readonly systemCertificates: boolean;
}

/** VS Code asks this machine directly, whatever its proxy. */
const THIS_MACHINE = ['localhost', '127.0.0.0/8', '::1'];

/**
 * VS Code lets no folder set these. With `http.proxySupport` off, its proxy is not for extensions; the environment's
 * still is.
 * @throws {import('../../engine/network/proxy/readProxySettings.ts').InvalidProxyError}
 */
export function readNetworkSettings(environment = process.env): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const proxy = text(http.get('proxy')).trim();
  const noProxy = texts(http.get('noProxy'));
  const authorization = text(http.get('proxyAuthorization'));
  const isOff = http.get('proxySupport') === 'off';
  return {
    proxies: proxySettings(
      {
        checkCertificate: http.get('proxyStrictSSL') !== false,
        ...(isOff ? {} : { proxy, source: 'http.proxy', isSetting: true, authorization }),
        // Without any of its own, VS Code goes by the environment's.
        ...(noProxy.length ? { noProxy } : {}),
        alwaysDirect: THIS_MACHINE,
      },
      environment,
    ),
    systemCertificates: http.get('systemCertificates') !== false,
  };
}
