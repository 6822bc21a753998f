import { sayWhenBriefly, type Place } from '$lib/dates';
import type { MoveResult } from '$lib/server/bookings/move';

/** What became of an act on this page, in words. */
export type Answer = { done: boolean; title: string; words: string };

export const KEPT: Answer = {
	done: true,
	title: 'Both are kept',
	words: 'They stay as they are, and are not listed here any more.'
};

export const GONE: Answer = {
	done: true,
	title: 'That is resolved already',
	words: 'They do not share their time any more: somebody has moved or cancelled one of them.'
};

/** What became of giving a booking to somebody else at the same time. */
export function answerMove(outcome: MoveResult, told: boolean, place: Place): Answer {
	const failed = (words: string): Answer => ({ done: false, title: 'Nothing has changed', words });
	switch (outcome.result) {
		case 'moved': {
			const { customer, fieldworker, startsAt } = outcome.booking;
			const tell = told
				? `${customer.name} is told by email.`
				: `${customer.name} is not told by email.`;
			return {
				done: true,
				title: `${fieldworker.name} does it`,
				words: `${customer.name}, ${sayWhenBriefly(startsAt, place)}, is with ${fieldworker.name} now. ${tell}`
			};
		}
		case 'taken':
			return failed('They have just been given something else at that time. Choose somebody else.');
		case 'changed':
			return failed('Somebody has changed this booking meanwhile. It is listed as it is now.');
		case 'not_found':
			return failed('This booking is not there any more.');
		case 'refused':
			return failed(outcome.words);
	}
}
