/**
 * Replaces `navigator.language` if `Intl` rejects it. Chromium sets it to `en-US@posix` if the locale of the system is
 * `C`, and uPlot reads it while it loads. Must be imported before uPlot.
 */

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: document.documentElement.lang || 'en' });
}
