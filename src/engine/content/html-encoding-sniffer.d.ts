/** Types for the package, which has none. */
declare module 'html-encoding-sniffer' {
  interface Options {
    readonly xml?: boolean;
    readonly transportLayerEncodingLabel?: string;
    readonly defaultEncoding?: string;
    readonly maxPrescanBytes?: number;
  }

  /** @returns a WHATWG encoding name */
  export default function sniffEncoding(bytes: Uint8Array, options?: Options): string;
}
