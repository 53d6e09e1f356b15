/** The command was called in a wrong way, or a file that it names cannot be used. */
export class UsageError extends Error {}

/** The engine has stopped before it had read the inputs. The message is one sentence, without a full stop. */
export class ReadingError extends Error {}
