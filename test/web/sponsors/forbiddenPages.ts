import type { PageRow } from './page.ts';

/** The 2 pages that answer 403. Their error pages say the word, which must not count as a mention. */
export const forbiddenPages: PageRow[] = [
  {
    url: 'http://www.enthought.com/',
    status: 403,
    title: 'The reading room is closed',
    mentions: [
      { place: 'text', text: 'Members find the Python shelf on the first floor, after signing in.' },
    ],
    matches: 1,
    size: 1,
  },
  {
    url: 'http://www.acties.nl/',
    status: 403,
    title: 'Deze deur blijft vandaag dicht',
    language: 'nl',
    mentions: [
      { place: 'title', text: 'Geen toegang (python-poortwachter)' },
      { place: 'text', text: 'De poortwachter, een klein programma in Python, laat alleen leden binnen.' },
    ],
    matches: 2,
    coding: 'gzip',
    size: 3,
  },
];
