/**
 * Chromium's language may be one that `Intl` refuses, such as `en-US@posix` where the system's is `C`; uPlot asks for it as
 * it loads. To be imported before it.
 */

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: document.documentElement.lang || 'en' });
}
