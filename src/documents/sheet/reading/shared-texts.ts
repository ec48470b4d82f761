import type { Handlers } from './parse.ts';

/** Fills `texts` with the shared ones. They may be in runs of different fonts; the phonetic hints of Japanese are no text. */
export function sharedTexts(texts: string[]): Handlers {
  let [current, inText, phonetic] = ['', false, false];
  return {
    open(element) {
      if (element === 'si') current = '';
      if (element === 'rPh') phonetic = true;
      inText = element === 't' && !phonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(element) {
      if (element === 'si') texts.push(current);
      if (element === 'rPh') phonetic = false;
      inText = false;
    },
  };
}
