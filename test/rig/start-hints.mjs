/** What to click in the sample folder. */
export const howToScan = `\
1. Without internet: open replica.urls.txt and press ▶ in its title bar: 62 of 64 pages answer, 20 mention Python, 2 fail.
2. On the live web: open urls.txt, press F1 and choose “Scan URLs for Python”.`;
