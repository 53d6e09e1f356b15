/** Tells text from everything else, by the label and by the bytes. */

import { MIMEType } from 'whatwg-mimetype';

export interface MediaType {
  /** e.g. `text/html`; empty when the header is absent or malformed. */
  readonly essence: string;
  readonly charset: string | undefined;
  readonly isXml: boolean;
  /** `undefined`: the label does not tell, the bytes must. */
  readonly isText: boolean | undefined;
}

const TEXT =
  /^(?:text\/.*|application\/(?:json|xml|(?:x-)?(?:java|ecma)script|yaml|x-yaml|toml|sql|graphql|rtf|x-sh|ld\+json)|.*\+(?:json|xml|yaml))$/;

const BINARY =
  /^(?:(?:image|audio|video|font|model)\/(?!.*\+xml$).*|application\/(?:pdf|zip|gzip|x-gzip|x-bzip2?|x-7z-compressed|x-rar-compressed|vnd\.rar|x-tar|wasm|java-archive|msword|vnd\.(?:ms-|openxmlformats|oasis).*|epub\+zip|x-shockwave-flash|font-.*|x-font-.*))$/;

/** @param header Content-Type as received; a malformed one counts as absent (MIME Sniffing Standard, section 5) */
export function mediaType(header: string | undefined): MediaType {
  const type = header ? MIMEType.parse(header) : null;
  const essence = type?.essence ?? '';
  return {
    essence,
    charset: type?.parameters.get('charset') ?? undefined,
    isXml: type?.isXML() ?? false,
    isText: TEXT.test(essence) ? true : BINARY.test(essence) ? false : undefined,
  };
}

/** As many bytes as the MIME Sniffing Standard reads, section 5.2. */
const SNIFFED_BYTES = 1445;

/**
 * Whether the bytes hold a "binary data byte" of the MIME Sniffing Standard, section 3. UTF-16 and UTF-32 with a
 * byte order mark are text, though they are full of them.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) return false;
  return bytes
    .subarray(0, SNIFFED_BYTES)
    .some(
      byte =>
        byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f),
    );
}
