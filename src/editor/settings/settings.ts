/** Reads the extension's settings. Each scan reads them again. */

import * as vscode from 'vscode';
import { MODELS, USUAL_MODEL } from '../../engine/model/concurrencyModel.ts';
import {
  BOUNDS,
  type BoundedOption,
  type EngineOptions,
  engineOptions,
  type SearchOptions,
} from '../../engine/model/options.ts';
import { PYTHON, type Term } from '../../engine/model/term.ts';
import { isDnsServer } from '../../engine/network/connect/resolver.ts';
import type { PrivateAddresses } from '../../engine/url/addresses.ts';
import { readNetworkSettings } from './networkSettings.ts';
import { text, texts } from './settingValues.ts';

export interface Settings {
  readonly options: EngineOptions;
  /** The term that the input box proposes if none is remembered. */
  readonly term: string;
  /** The modes of the search. */
  readonly search: Omit<Term, 'text'>;
}

/**
 * @param list the scope: a folder can have its own search settings, but not its own network settings
 * @param version of this extension, for the User-Agent
 * @throws {import('../../engine/network/proxy/readProxySettings.ts').InvalidProxyError} if a proxy is not valid
 */
export function readSettings(list: vscode.Uri | undefined, version: string): Settings {
  const settings = vscode.workspace.getConfiguration('scanUrls', list ?? null);
  const transport = settings.get('transport') === 'vscode' ? 'vscode' : 'undici';
  const numbers = Object.keys(BOUNDS) as BoundedOption[];
  const values = Object.fromEntries(
    numbers.flatMap(name => {
      const value = settings.get<unknown>(name);
      return typeof value === 'number' ? [[name, value]] : [];
    }),
  );
  return {
    options: engineOptions(
      {
        ...values,
        model: MODELS.find(name => name === settings.get('concurrencyModel')) ?? USUAL_MODEL,
        searchIn: readSearchSettings(list).searchIn,
        // VS Code's fetch uses VS Code's proxies itself, including kinds that the engine does not support.
        ...(transport === 'vscode' ? {} : readNetworkSettings()),
        userAgent: text(settings.get('userAgent')),
        dnsServers: texts(settings.get('dnsServers')).filter(isDnsServer),
        transport,
        privateAddresses: privateAddresses(settings.get('allowPrivateAddresses') === true),
      },
      version,
    ),
    term: text(settings.get('term')) || PYTHON,
    search: readSearchSettings(list).search,
  };
}

export interface SearchSettings extends SearchOptions, Pick<EngineOptions, 'totalTimeout'> {
  readonly search: Omit<Term, 'text'>;
}

/** Reads only the settings that a search of stored pages needs. */
export function readSearchSettings(list: vscode.Uri | undefined): SearchSettings {
  const settings = vscode.workspace.getConfiguration('scanUrls', list ?? null);
  const numbers = (['regularExpressionTimeout', 'totalTimeout'] as const).flatMap(name => {
    const value = settings.get<unknown>(name);
    return typeof value === 'number' ? [[name, value]] : [];
  });
  const { regularExpressionTimeout, totalTimeout } = engineOptions(Object.fromEntries(numbers), '');
  return {
    searchIn: settings.get('searchIn') === 'text' ? 'text' : 'source',
    regularExpressionTimeout,
    totalTimeout,
    search: {
      matchCase: settings.get('matchCase') === true,
      wholeWord: settings.get('wholeWord') === true,
      regularExpression: settings.get('regularExpression') === true,
    },
  };
}

/** Never allowed in an untrusted workspace, because its list must not reach the local network. */
function privateAddresses(isAllowed: boolean): PrivateAddresses {
  if (!vscode.workspace.isTrusted) return 'never';
  return isAllowed ? 'always' : 'listed';
}
