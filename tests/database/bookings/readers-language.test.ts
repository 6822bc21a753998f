import { isHttpError } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it, vi } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { holdForVisitor } from '../../../src/lib/server/holds/hold-for-visitor.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { setRuntime, type Runtime } from '../../../src/lib/server/runtime.ts';
import { readConfig } from '../../../src/lib/server/config.ts';
import { actions as bookPage } from '../../../src/routes/(portal)/book/+page.server.ts';
import { actions as cancelPage } from '../../../src/routes/(portal)/b/[token]/cancellation/+page.server.ts';
import { actions as detailsPage } from '../../../src/routes/(portal)/b/[token]/details/+page.server.ts';
import { actions as movePage } from '../../../src/routes/(portal)/b/[token]/reschedule/+page.server.ts';
import { actions as profilePage } from '../../../src/routes/(portal)/portal/profile/+page.server.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { isMarked, MARKED, marked } from '../../support/marked-words.ts';
import { customer, openShop, type Shop } from '../../support/shop.ts';

vi.mock(import('../../../src/lib/words/index.ts'), async (original) => {
	const { withMarked } = await import('../../support/marked-words.ts');
	return withMarked(await original());
});

const { sql } = await testDatabase();
// Cookies ask it for the origin.
setRuntime({ config: readConfig({}) } as Runtime);
const READER: Actor = { kind: 'customer', channel: 'public', language: MARKED };
let shop: Shop;
let mine: Booking;
let token: string;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	mine = await shop.booked(shop.at(3, 9));
	token = await issueLink(sql, mine.id);
});

type Fields = Record<string, string | number>;
type Answer = { message?: { words?: string }; errors?: Record<string, string[]> };
type Page = { [name: string]: (event: never) => unknown };

/** What the page's form is answered that a reader of marked words sends: its words, all of them. */
async function send(
	page: Page,
	fields: Fields | string,
	{ signedIn = false, number = false, name = 'default' } = {}
): Promise<string[]> {
	const body = typeof fields === 'string' ? fields : new URLSearchParams(fields as never);
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const event = {
		request: new Request('http://reslot.test/', {
			...{ method: 'POST', body },
			headers: typeof fields === 'string' ? { 'content-type': 'text/plain' } : headers
		}),
		locals: {
			...{ sql, language: MARKED },
			customer: signedIn ? { id: 0, email: 'c@example.com', timeZone: null, locale: null } : null
		},
		params: { token: number ? String(mine.id) : token },
		url: new URL('http://reslot.test/'),
		cookies: { get: () => undefined, set: () => {}, delete: () => {} },
		getClientAddress: () => '203.0.113.7'
	};
	try {
		const answer = (await page[name]!(event as never)) as { data: { form: Answer } };
		const { message, errors = {} } = answer.data.form;
		return message?.words === undefined ? Object.values(errors).flat() : [message.words];
	} catch (thrown) {
		if (isHttpError(thrown)) return [thrown.body.message];
		throw thrown;
	}
}

const { answers, refusals, errors } = marked;
const move = (fields: Fields = {}) =>
	send(movePage, { startsAt: shop.at(4, 9), version: mine.version, reason: '', ...fields });
const callOff = (fields: Fields = {}) =>
	send(cancelPage, { version: mine.version, reason: '', ...fields });
const edit = (fields: Fields = {}) =>
	send(detailsPage, { version: mine.version, phone: '1', ...fields });
const form = (fields: Fields = {}) => ({
	...{ ...customer(9), serviceId: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! },
	...{ startsAt: shop.at(4, 9), step: 'review', requestId: randomUUID(), ...fields }
});
const hold = (fieldworkerId?: 'any') =>
	holdForBooking(sql, {
		...{ bookingId: mine.id, startsAt: shop.at(4, 9), fieldworkerId, language: MARKED }
	});
const holdAs = (n: number, hour = 9) =>
	holdForVisitor(sql, {
		...{ visitor: Buffer.alloc(32, n), networkAddress: '203.0.113.7', language: MARKED },
		...{ serviceId: shop.serviceId, fieldworkerId: shop.fieldworkerIds[0]! },
		startsAt: shop.at(4, hour)
	});
const wordsOf = (outcome: object) =>
	'words' in outcome ? [outcome.words] : [JSON.stringify(outcome)];
const seenBefore = async <Said>(say: () => Promise<Said>) => {
	await sql`update booking set version = version + 5 where id = ${mine.id}`;
	return say();
};
const under = async <Said>(flags: Parameters<Shop['setFlags']>[0], say: () => Promise<Said>) => {
	await shop.setFlags(flags);
	return say();
};
const onceTaken = async <Said>(say: () => Promise<Said>) => {
	await shop.booked(shop.at(4, 9));
	return say();
};
const whileTaken = async <Said>(say: () => Promise<Said>) => {
	await holdAs(1);
	return say();
};
const unproven = () =>
	book(sql, {
		...{ serviceId: shop.serviceId, fieldworkerId: 'any', startsAt: shop.at(4, 9), notes: '' },
		...{ customer: customer(9), requestId: randomUUID(), actor: READER }
	});

const said: [string, string, () => Promise<unknown[]>][] = [
	['a move to what is taken', answers.taken, () => onceTaken(move)],
	['a move to what is being taken', answers.beingTaken, () => whileTaken(move)],
	['a move to no time on offer', answers.notOffered, () => move({ startsAt: shop.at(4, 7) })],
	['a move to somebody else', answers.notWithThem, () => move({ fieldworker: 'any' })],
	['a move to the same time', answers.sameTime, () => move({ startsAt: mine.startsAt })],
	['a move of what was changed', answers.changed, () => seenBefore(move)],
	['a move too soon', refusals.too_soon, () => under({ leadTimeMinutes: 20_160 }, move)],
	['a move too far', refusals.too_far, () => under({ furthestDays: 2 }, move)],
	['a move that is off', refusals.off('reschedule'), () => under({ allowReschedule: false }, move)],
	['a move with a long comment', errors.typed.comment, () => move({ reason: 'x'.repeat(501) })],
	['a cancellation of what was changed', answers.changed, () => seenBefore(callOff)],
	[
		'a cancellation that is off',
		refusals.off('cancel'),
		() => under({ allowCancel: false }, callOff)
	],
	[
		'a cancellation without a comment',
		refusals.comment_required,
		() => under({ requireCancelComment: true }, callOff)
	],
	[
		'a cancellation with a long one',
		errors.typed.comment,
		() => callOff({ reason: 'x'.repeat(501) })
	],
	['details of what was changed', answers.changed, () => seenBefore(edit)],
	['details that are off', refusals.details_off, () => under({ allowEditDetails: false }, edit)],
	['details that are too long', errors.typed.phone, () => edit({ phone: 'x'.repeat(41) })],
	['a booking of what is taken', answers.taken, () => onceTaken(() => send(bookPage, form()))],
	[
		'a booking of what is being taken',
		answers.beingTaken,
		() => whileTaken(() => send(bookPage, form()))
	],
	[
		'a booking of no time on offer',
		answers.notOffered,
		() => send(bookPage, form({ startsAt: shop.at(4, 7) }))
	],
	[
		'a booking too far ahead',
		refusals.too_far,
		() => under({ furthestDays: 2 }, () => send(bookPage, form()))
	],
	['a booking without a name', errors.typed.noName, () => send(bookPage, form({ name: '' }))],
	[
		'a booking by somebody who was erased',
		answers.forgotten,
		() => send(bookPage, form(), { signedIn: true })
	],
	[
		'a booking whose address is to be proved',
		answers.unproven,
		async () => wordsOf(await under({ requireEmailProof: true }, unproven))
	],
	['a hold of what is taken', answers.taken, async () => wordsOf(await onceTaken(hold))],
	[
		'a hold of what is being taken',
		answers.beingTaken,
		async () => wordsOf(await whileTaken(hold))
	],
	['a hold with somebody else', answers.notWithThem, async () => wordsOf(await hold('any'))],
	[
		'a hold where moving is off',
		refusals.off('reschedule'),
		async () => wordsOf(await under({ allowReschedule: false }, hold))
	],
	[
		'a visitor’s hold of what is taken',
		answers.taken,
		async () => wordsOf(await onceTaken(() => holdAs(1)))
	],
	[
		'a visitor’s hold of what is being taken',
		answers.beingTaken,
		async () => wordsOf(await whileTaken(() => holdAs(2)))
	],
	[
		'too many holds',
		answers.heldTooMany,
		async () => {
			for (let n = 1; n <= 5; n++) await holdAs(n, 9 + n);
			return wordsOf(await holdAs(6));
		}
	],
	['what does not arrive whole', errors.notWhole, () => send(cancelPage, 'no form')],
	[
		'a link that is dead',
		errors.deadLink.words,
		async () => {
			await sql`delete from manage_link`;
			return move();
		}
	],
	['somebody who is signed out', answers.signedOut, () => send(cancelPage, {}, { number: true })],
	[
		'somebody whose booking it is not',
		errors.notYoursSent,
		() => send(cancelPage, {}, { number: true, signedIn: true })
	],
	[
		'a profile without a name',
		errors.typed.noName,
		() => send(profilePage, { name: '', reminders: 'on' }, { signedIn: true, name: 'save' })
	]
];

it.each(said)('%s is answered in the reader’s language', async (_, words, say) => {
	expect(words).toSatisfy(isMarked);
	expect(await say()).toEqual([words]);
});

it('but staff are answered in English, and the business’s own words stay as they are', async () => {
	const wish = { bookingId: mine.id, reason: '' };
	const staff = { kind: 'system', notify: false } as const;
	const stale = await cancel(sql, { ...wish, expectedVersion: 99, actor: staff });
	expect(stale).toMatchObject({ words: expect.not.stringContaining('⟦') });
	await shop.setFlags({ cancelNoticeHours: 500, tooLateWords: 'Ring us.' });
	const late = await cancel(sql, { ...wish, actor: READER });
	expect(late).toMatchObject({ reason: 'too_late', words: 'Ring us.' });
});
