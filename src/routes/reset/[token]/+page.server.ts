import { keepChosen, readChoice } from '../../_account/choosing';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readChoice(event, 'password_reset');

export const actions: Actions = { default: (event) => keepChosen(event, 'password_reset') };
