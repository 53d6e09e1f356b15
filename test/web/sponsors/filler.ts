import type { Language } from './page.ts';
import { english, headings, sentences } from './phrases.ts';

type Deck = Generator<string, never>;

/** An endless supply of invented HTML blocks in one language: a heading, then paragraphs, and again. */
export function* fillerBlocks(language: Language, random: () => number): Deck {
  const titles = deck(headings[language], random);
  const texts = language === 'en' ? englishSentences(random) : deck(sentences[language], random);
  const space = language === 'ja' || language === 'zh' ? '' : ' ';
  while (true) {
    yield `<h2>${titles.next().value}</h2>`;
    for (let paragraphs = between(2, 5, random); paragraphs > 0; paragraphs--) {
      const count = between(3, 5, random);
      yield `<p>${Array.from({ length: count }, () => texts.next().value).join(space)}</p>`;
    }
  }
}

function* englishSentences(random: () => number): Deck {
  const { openers, subjects, deeds, endings } = english;
  const decks = [openers, subjects, deeds, endings].map(parts => deck(parts, random));
  while (true) {
    const [opener, ...rest] = decks.map(parts => parts.next().value);
    yield `${opener}, ${rest.join(' ')}.`;
  }
}

/** Deals all cards in a random order, then shuffles and deals again: nothing comes back too soon. */
function* deck(cards: readonly string[], random: () => number): Deck {
  while (true) {
    const left = [...cards];
    while (left.length > 0) yield* left.splice(Math.floor(random() * left.length), 1);
  }
}

function between(least: number, most: number, random: () => number): number {
  return least + Math.floor(random() * (most - least + 1));
}
