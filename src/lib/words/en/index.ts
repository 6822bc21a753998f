import { answers } from './answers.ts';
import { book } from './book.ts';
import { booking } from './booking.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { portal } from './portal.ts';
import { profile } from './profile.ts';
import { refusals } from './refusals.ts';
import { reschedule } from './reschedule.ts';
import { times } from './times.ts';

/** All that customers read on their pages, in English. */
export const en = {
	answers,
	book,
	booking,
	common,
	errors,
	portal,
	profile,
	refusals,
	reschedule,
	times
};
