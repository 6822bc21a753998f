import { keepChosen, readChoice } from '../../_account/choosing';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readChoice(event, 'invite');

export const actions: Actions = { default: (event) => keepChosen(event, 'invite') };
