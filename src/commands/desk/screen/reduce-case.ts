import type { Key } from '../../../cli/screen/keys.ts';
import { textRoom } from './case-view.ts';
import { moved } from './cursor.ts';
import { writing } from './reduce-month.ts';
import { signs } from './signs.ts';
import { type CasePage, indexIn, listedKeys, type Next, type Offer, placeOf, type State } from './state.ts';

/** A key on the page of a case: the arrows choose what to do, pages turn what is known of it, ← and → go to its neighbours. */
export function reduceCase(state: State, page: CasePage, key: Key): Next {
  const { offers, lines, scroll } = page;
  const stay = (changed: Partial<CasePage>): Next => ({
    state: { ...state, page: { ...page, ...changed } },
    effect: null,
  });
  const room = textRoom(state.size, offers.length);
  const lowest = Math.max(0, lines.length - room);
  switch (key.name) {
    case 'escape':
      return { state: { ...state, page: { name: 'list' } }, effect: null };
    case 'pagedown':
      return stay({ scroll: Math.min(lowest, scroll + Math.max(1, room - 1)) });
    case 'pageup':
      return stay({ scroll: Math.max(0, scroll - Math.max(1, room - 1)) });
    case 'left':
      return neighbour(state, page, -1);
    case 'right':
      return neighbour(state, page, 1);
    case 'enter':
      return taken(state, offers[page.index]);
    case 'text':
      return typed(state, page, key.text);
    default: {
      const index = moved(page.index, key, offers.length, offers.length);
      return index === null ? { state, effect: null } : stay({ index });
    }
  }
}

/** A digit does what stands behind it; the space bar what is due. */
function typed(state: State, { offers }: CasePage, text: string): Next {
  if (text.toLowerCase() === 'q') return { state: { ...state, page: { name: 'list' } }, effect: null };
  const chosen = text === ' ' ? offers.find(({ isDue }) => isDue) : offers[signs.indexOf(text.toLowerCase())];
  return taken(state, chosen);
}

function taken(state: State, offer: Offer | undefined): Next {
  if (offer === undefined) return { state, effect: null };
  return offer.action.kind === 'paper'
    ? writing(state, [offer.action.paper])
    : { state, effect: { kind: 'run', words: offer.action.words } };
}

/** The next case of the list, in its order. */
function neighbour(state: State, page: CasePage, by: number): Next {
  const keys = listedKeys(state);
  const no = keys[indexIn(keys, { ...placeOf(state), key: page.no }) + by];
  return { state, effect: no === undefined ? null : { kind: 'open', no } };
}
