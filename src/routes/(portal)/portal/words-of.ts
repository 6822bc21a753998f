import { wordsFor, type Words } from '$lib/words';

/** In which words somebody is answered: those that their pages are in. */
export const wordsOf = ({ locals }: { locals: App.Locals }): Words => wordsFor(locals.language);
