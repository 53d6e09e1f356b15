/** The failures that only the `fetch` of the extension host has: of its proxy, and of what it unpacks. */

import * as l10n from '@vscode/l10n';
import { FailureError, failure } from '../../model/failure.ts';

/** The message of undici's ProxyAgent when the host's proxy refuses a tunnel. */
const PROXY_ANSWER = /Proxy response \((\d+)\)/;

/** @param error of a request that got no answer */
export function proxyFailure(error: unknown): FailureError | undefined {
  for (const { message } of causes(error)) {
    const status = PROXY_ANSWER.exec(message)?.[1];
    if (status === '407') {
      return new FailureError(
        failure(
          'PROXY_AUTH',
          l10n.t('The proxy that VS Code uses asks for a sign-in that it did not get (407)'),
          message,
        ),
      );
    }
    if (status) {
      return new FailureError(
        failure(
          'PROXY_REFUSED',
          l10n.t('The proxy that VS Code uses refused to connect ({0})', status),
          message,
        ),
      );
    }
  }
  return undefined;
}

/** The codes of zlib, Brotli and Zstandard in Node.js. */
const UNPACKING_CODE = /^(?:Z_|ERR__?(?:ERROR|BROTLI|ZLIB|ZSTD)|ZSTD_)/;

/** @param error of a body that breaks off */
export function unpackFailure(error: unknown): FailureError | undefined {
  const found = causes(error).find(({ code }) => UNPACKING_CODE.test(String(code)));
  if (!found) return undefined;
  const { code, message } = found;
  return new FailureError(
    failure('DECODE_FAILED', l10n.t('The page cannot be unpacked'), `${code} ${message}`),
  );
}

interface Cause {
  readonly code?: unknown;
  readonly message: string;
}

/** The error and its causes, the outermost first. Ends in circles, too. */
function causes(error: unknown): Cause[] {
  const found: Cause[] = [];
  for (let each = error; each instanceof Error && found.length < 5; each = each.cause) {
    found.push({ code: (each as NodeJS.ErrnoException).code, message: each.message });
  }
  return found;
}
