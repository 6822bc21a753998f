import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { localDate } from '$lib/scheduling/zoned-time';
import type { StrandedBooking } from '$lib/server/bookings/stranded';
import { changeHours, type NewHours } from '$lib/server/hours/change-hours';
import { readExceptions, readWeeklyHours } from '$lib/server/hours/read';
import { sayWeekly } from '$lib/server/hours/words';
import type { Values } from '$lib/server/overwritten';
import { requireBusiness, type Business } from '$lib/server/settings/business';
import { openedOf, sayMeanwhile, seenIn, type Meanwhile } from '../meanwhile';
import { consentFields, consentOf } from './consent';
import { datesOf, emptyException, exceptionForm, exceptionsOf, stretchesOf } from './exception';
import { formOfWeekly, weeklyForm, weeklyOf, withMoreRows } from './weekly';
import { sayAsked, sayLeft } from './words';

type Sql = App.Locals['sql'];

/**
 * What came of a change of hours: done, in words, or the bookings that it would strand, or what
 * others changed meanwhile.
 */
export type HoursAnswer =
	| { done: true; words: string }
	| { done: false; stranded: StrandedBooking[]; meanwhile?: Meanwhile };

/** Days that shall get their weekly hours back, and what stands against it. */
export type RemovalAnswer = { from: string; until: string; answer: HoursAnswer };

const GONE = 'They are not here any more. Go back to the list, and choose somebody else.';

/** Everything that Hours.svelte shows, of a fieldworker or, with null, of the business. */
export async function loadHours(
	sql: Sql,
	fieldworkerId: number | null,
	{ timeZone, weekStart }: Pick<Business, 'timeZone' | 'weekStart'>
) {
	const today = localDate(timeZone, Date.now());
	const [weekly, exceptions, business] = await Promise.all([
		readWeeklyHours(sql, fieldworkerId),
		readExceptions(sql, fieldworkerId, today),
		fieldworkerId === null ? null : readWeeklyHours(sql, null)
	]);
	const [weeklyGiven, exceptionGiven] = await Promise.all([
		superValidate<z.infer<typeof weeklyForm>, HoursAnswer>(
			{ ...formOfWeekly(weekly, weekStart), opened: openedOf(sayWeekly(weekly)) },
			zod4(weeklyForm),
			{ id: 'weekly' }
		),
		superValidate<z.infer<typeof exceptionForm>, HoursAnswer>(
			emptyException(),
			zod4(exceptionForm),
			{ id: 'exception', errors: false }
		)
	]);
	return {
		weekly: weeklyGiven,
		exception: exceptionGiven,
		stretches: stretchesOf(exceptions),
		/** The hours that bound these; null for the business’s own. */
		bounds: business,
		weekStart,
		now: Date.now()
	};
}

type Whose<Event> = (event: Event) => number | null;

/** The actions of a page that shows Hours.svelte; `whose` says whose hours its address is about. */
export function hoursActions<Event extends RequestEvent>(whose: Whose<Event>) {
	return {
		weekly: async (event: Event) => {
			const { weekStart } = await requireBusiness(event.locals.sql);
			const posted = withMoreRows(await event.request.formData(), weekStart);
			const form = await superValidate<z.infer<typeof weeklyForm>, HoursAnswer>(
				posted,
				zod4(weeklyForm),
				{ id: 'weekly' }
			);
			if (!form.valid) return fail(400, { form });
			const weekly = weeklyOf(form.data);
			const wanted = { weekly, opened: seenIn(form.data) };
			const { now, ...answer } = await change(event, whose, wanted, form.data);
			if (now) form.data.opened = openedOf(now);
			if (!answer.done) return message(form, answer, { status: 409 });
			form.data = { ...formOfWeekly(weekly, weekStart), opened: openedOf(sayWeekly(weekly)) };
			return message(form, answer);
		},

		exception: async (event: Event) => {
			const form = await superValidate<z.infer<typeof exceptionForm>, HoursAnswer>(
				event.request,
				zod4(exceptionForm),
				{ id: 'exception' }
			);
			if (!form.valid) return fail(400, { form });
			const { timeZone } = await requireBusiness(event.locals.sql);
			if (form.data.fromDate < localDate(timeZone, Date.now())) {
				return setError(form, 'fromDate', 'This day is over. Choose today or a later one.');
			}
			const exceptions = exceptionsOf(form.data);
			const answer = await change(event, whose, { exceptions }, form.data);
			if (!answer.done) return message(form, answer, { status: 409 });
			form.data = emptyException();
			return message(form, answer);
		},

		remove: async (event: Event) => {
			const posted = await event.request.formData();
			const asked = removal.safeParse({
				from: posted.get('from'),
				until: posted.get('until'),
				seen: posted.get('seen') ?? '',
				ask: posted.getAll('ask')
			});
			if (!asked.success) {
				error(400, 'It is not clear which days are meant. Open the page again, and try once more.');
			}
			const { from, until } = asked.data;
			const answer = await change(event, whose, { removed: datesOf(from, until) }, asked.data);
			const removed: RemovalAnswer = { from, until, answer };
			return answer.done ? { removed } : fail(409, { removed });
		}
	};
}

const removal = z
	.object({ from: z.iso.date(), until: z.iso.date(), ...consentFields })
	.refine(({ from, until }) => from <= until && until < '2300' && from > '2000');

async function change<Event extends RequestEvent>(
	event: Event,
	whose: Whose<Event>,
	wanted: Omit<NewHours, 'fieldworkerId'>,
	typed: { seen: string; ask: string[] }
): Promise<HoursAnswer & { now?: Values }> {
	const { sql, staff } = event.locals;
	const fieldworkerId = whose(event);
	const outcome = await changeHours(sql, { ...wanted, fieldworkerId }, staff!, consentOf(typed));
	if (outcome.result === 'not_found') error(404, GONE);
	if (outcome.result === 'changed') {
		const meanwhile = sayMeanwhile(outcome, await requireBusiness(sql));
		return { done: false, stranded: [], meanwhile, now: outcome.now };
	}
	if (outcome.result === 'strands') return { done: false, stranded: outcome.stranded };
	return { done: true, words: `Saved. ${sayLeft(outcome)}${sayAsked(outcome)}`.trim() };
}
