/** VS Code's API for webviews. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** The API of this page. VS Code allows one call of `acquireVsCodeApi`; all files of a page share its result. */
export const vscode = acquireVsCodeApi();
