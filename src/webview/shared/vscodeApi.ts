/** The way to the host. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** It may be asked for once. */
export const vscode = acquireVsCodeApi();
