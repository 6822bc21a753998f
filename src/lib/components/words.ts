import { getContext, setContext } from 'svelte';
import { english, type Words } from '../words';

const key = Symbol('words');

/** What the components below say. To be called while a component is made. */
export const setWords = (words: Words) => setContext(key, words);

/** What this component says; English where nobody has said otherwise, as in the back office. */
export const getWords = () => getContext<Words | undefined>(key) ?? english;
