/** An error in a message to another process. It has the properties that decide the failure code. */

export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly cause?: SentError;
  readonly errors?: readonly SentError[];
}

/** Maximum depth of causes, in case of circles. */
const MAX_DEPTH = 4;

/** @param error any value that was thrown */
export function toSentError(error: unknown, depth = 0): SentError {
  const { cause, code, errors, message, name } = (error ?? {}) as Record<string, unknown>;
  const isDeep = depth > MAX_DEPTH;
  return {
    name: String(name ?? 'Error'),
    message: String(message ?? error),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(cause && !isDeep ? { cause: toSentError(cause, depth + 1) } : {}),
    ...(Array.isArray(errors) && !isDeep ? { errors: errors.map(each => toSentError(each, depth + 1)) } : {}),
  };
}

/** Restores the error, except for its class and its stack. */
export function fromSentError({ cause, code, errors, message, name }: SentError): Error {
  const options = cause ? { cause: fromSentError(cause) } : {};
  const error = errors
    ? new AggregateError(errors.map(fromSentError), message, options)
    : new Error(message, options);
  return Object.assign(error, { name, ...(code === undefined ? {} : { code }) });
}
