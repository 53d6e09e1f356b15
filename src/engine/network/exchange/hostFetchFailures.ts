/** Failures that only the `fetch` of the extension host has, because it connects to proxies and unpacks bodies itself. */

import * as l10n from '@vscode/l10n';
import { FailureError, failure } from '../../model/failure.ts';

/** The message of undici's ProxyAgent when the host's proxy refuses a tunnel. */
const PROXY_ANSWER = /Proxy response \((\d+)\)/;

/** The failure of the host's proxy, if that is the cause. @param error of a request without a response */
export function proxyFailure(error: unknown): FailureError | undefined {
  for (const { message } of causes(error)) {
    const status = PROXY_ANSWER.exec(message)?.[1];
    if (status === '407') {
      return new FailureError(
        failure('PROXY_AUTH', l10n.t('The proxy that VS Code uses requires a sign-in (407)'), message),
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

/** Error codes of zlib, Brotli and Zstandard in Node.js. */
const UNPACKING_CODE = /^(?:Z_|ERR__?(?:ERROR|BROTLI|ZLIB|ZSTD)|ZSTD_)/;

/** The failure to unpack a body, if that is the cause. @param error of a body that ended early */
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

/** The error and its causes, the outermost first. Limits their number, in case of circles. */
function causes(error: unknown): Cause[] {
  const found: Cause[] = [];
  for (let each = error; each instanceof Error && found.length < 5; each = each.cause) {
    found.push({ code: (each as NodeJS.ErrnoException).code, message: each.message });
  }
  return found;
}
