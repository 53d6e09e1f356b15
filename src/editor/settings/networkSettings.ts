/** Reads VS Code's own network settings. Each scan reads them again. */

import * as vscode from 'vscode';
import type { ProxySettings } from '../../engine/model/proxySettings.ts';
import { proxySettings } from '../../engine/network/proxy/readProxySettings.ts';
import { text, texts } from './settingValues.ts';

export interface NetworkSettings {
  readonly proxies: ProxySettings;
  /** Whether to trust the certificates of the operating system. */
  readonly systemCertificates: boolean;
}

/** Hosts that VS Code never reaches through a proxy. */
const THIS_MACHINE = ['localhost', '127.0.0.0/8', '::1'];

/**
 * Reads the proxies and the trust in system certificates. In VS Code, a folder cannot set these. If `http.proxySupport`
 * is `off`, `http.proxy` is ignored and only the proxy of the environment is used.
 * @throws {import('../../engine/network/proxy/readProxySettings.ts').InvalidProxyError} if a proxy is not valid
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
        // If `http.noProxy` is empty, NO_PROXY of the environment applies, as in VS Code.
        ...(noProxy.length ? { noProxy } : {}),
        alwaysDirect: THIS_MACHINE,
      },
      environment,
    ),
    systemCertificates: http.get('systemCertificates') !== false,
  };
}
