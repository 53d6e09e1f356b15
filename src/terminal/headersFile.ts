/** The file of headers for hosts. It is a file because the command line of a process can be read by others. */

import {
  type Credential,
  credentialName,
  credentialOrigin,
  credentialValue,
  InvalidCredentialError,
} from '../engine/request/credentials.ts';
import { UsageError } from './arguments.ts';

/**
 * Lines such as `https://example.com Authorization: Bearer …`; blank lines and those that begin with `#` are skipped.
 * @param path for messages, which never hold a value
 * @throws {UsageError}
 */
export function parseHeaders(text: string, path: string): Credential[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) => {
      if (!line.trim() || line.trimStart().startsWith('#')) return [];
      try {
        return parseHeader(line);
      } catch (error) {
        if (!(error instanceof InvalidCredentialError)) throw error;
        throw new UsageError(`${path}:${index + 1}: ${error.message}`);
      }
    });
}

function parseHeader(line: string): Credential {
  const [, host, name, value] = /^\s*(\S+)\s+([^\s:]+)\s*:(.*)$/.exec(line) ?? [];
  if (host === undefined || name === undefined || value === undefined) {
    throw new InvalidCredentialError('A line has a host, the name of a header, a colon and the value');
  }
  return { origin: credentialOrigin(host), name: credentialName(name), value: credentialValue(value) };
}
