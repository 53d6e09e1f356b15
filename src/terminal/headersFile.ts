/** Reads the file with headers for hosts. They are secret: other users can read the command line of a process. */

import {
  type Credential,
  credentialName,
  credentialOrigin,
  credentialValue,
  InvalidCredentialError,
} from '../engine/request/credentials.ts';
import { UsageError } from './usageError.ts';

/**
 * Parses lines such as `https://example.com Authorization: Bearer …`. Skips blank lines and lines that begin with `#`.
 * @param path for error messages
 * @throws {UsageError} a line is malformed. The message never contains the value of a header
 */
export function parseHeaders(text: string, path: string): Credential[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
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
    throw new InvalidCredentialError('A line needs a host, the name of a header, a colon and the value');
  }
  return { origin: credentialOrigin(host), name: credentialName(name), value: credentialValue(value) };
}
