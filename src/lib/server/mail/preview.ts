import { LiquidError } from 'liquidjs';
import { addDays, instantOf, localDate, minuteOfDay } from '../../scheduling/zoned-time.ts';
import { english } from '../../words/index.ts';
import type { Booking } from '../bookings/find.ts';
import { readStanding, type Standing } from '../bookings/standing.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness, type Business } from '../settings/business.ts';
import { checkTemplate, type TemplateFault } from './check-template.ts';
import type { RenderedMail } from './fill.ts';
import type { BookingMailKind, NoticeKind, ProofMailKind, TemplateKind } from './kinds.ts';
import { sayFault } from './liquid-faults.ts';
import { renderProof, type ProofMailSubject } from './render-proof.ts';
import { renderMail, type MailSubject } from './render.ts';
import type { MailTemplate } from './templates.ts';
import type { Told } from './told.ts';

/** Whether the customer may reschedule and cancel: as it is for the booking now, or as if. */
export type Allowed = 'now' | 'yes' | 'no';

/** A template that is being written, and what it shall be shown with. */
export type Draft = {
	kind: TemplateKind;
	template: MailTemplate;
	booking: Booking;
	allowed: Allowed;
	origin: string;
	/** Who of the staff looks at it: notices greet them. */
	reader: string;
};

type Preview = { rendered: RenderedMail; faults: [] } | { rendered: null; faults: TemplateFault[] };

type Fill = (template: MailTemplate) => RenderedMail;

/** In place of the private links and codes, which nobody is shown: it opens nothing (R5). */
const NO_SECRET = 'example';
const NO_CODE = '1234 5678';

const HOUR = 3_600_000;

/**
 * What a mail with these words would say about a booking, or what is wrong with the words. Of a
 * booking that was never moved, or has no comment, one is made up where the mail tells of it. `note` is
 * said above the words, and is none of them: what is wrong is told as if it were not there.
 */
export async function previewMail(
	sql: Queryable,
	draft: Draft,
	note: string | null = null
): Promise<Preview> {
	const { kind, template } = draft;
	const faults = checkTemplate(kind, template);
	if (faults.length > 0) return { rendered: null, faults };
	const business = await requireBusiness(sql);
	const fill: Fill =
		kind === 'sign_in' || kind === 'confirm_email'
			? (words) => renderProof(words, proofOf(kind, draft, business))
			: await aboutBooking(sql, kind, draft, business);
	try {
		const rendered = fill(template);
		if (note === null) return { rendered, faults: [] };
		return { rendered: fill({ ...template, body: `${note}\n\n${template.body}` }), faults: [] };
	} catch (thrown) {
		// It could be filled with what it was tried with, but not with this very booking.
		if (!(thrown instanceof LiquidError)) throw thrown;
		return { rendered: null, faults: [{ field: 'body', ...sayFault(thrown) }] };
	}
}

function proofOf(
	kind: ProofMailKind,
	{ booking, origin }: Draft,
	business: Business
): ProofMailSubject {
	const about = { business, origin, code: NO_CODE };
	if (kind === 'confirm_email') return { ...about, kind };
	const url = `${origin}/portal/sign-in/${NO_SECRET}`;
	return { ...about, kind, url, name: booking.customer.name };
}

async function aboutBooking(
	sql: Queryable,
	kind: BookingMailKind | NoticeKind,
	{ booking: real, allowed, origin, reader }: Draft,
	business: Business
): Promise<Fill> {
	const tellsOfMove = kind === 'rescheduled' || kind === 'notice_moved';
	const ended = kind === 'cancelled' || kind === 'notice_cancelled';
	const booking: Booking = ended ? { ...real, status: 'cancelled' } : real;
	const before = await readBefore(sql, booking);
	const standing = await standingOf(sql, booking, allowed);
	const about = {
		kind,
		booking,
		business,
		standing,
		origin,
		secret: NO_SECRET,
		told: tellsOfMove ? (before?.told ?? dayBefore(booking, business)) : null
	};
	if (!isNotice(kind)) return (template) => renderMail(template, about);
	const notice: NonNullable<MailSubject['notice']> = {
		staffName: reader,
		reason: before?.reason ?? 'I have to work that day.',
		trouble:
			kind === 'notice_bounced' ? { kind: 'bounced', reason: 'There is no such mailbox.' } : null
	};
	return (template) => renderMail(template, { ...about, notice });
}

const isNotice = (kind: TemplateKind): kind is NoticeKind => kind.startsWith('notice_');

async function standingOf(
	sql: Queryable,
	booking: Booking,
	allowed: Allowed
): Promise<Pick<Standing, 'now' | 'reschedule' | 'cancel'>> {
	const { now, reschedule, cancel, flags } = await readStanding(sql, booking, english.refusals);
	if (allowed === 'now') return { now, reschedule, cancel };
	if (allowed === 'no') {
		return {
			now,
			reschedule: { allowed: false, reason: 'reschedule_off', words: '' },
			cancel: { allowed: false, reason: 'cancel_off', words: '' }
		};
	}
	const until = (hours: number) => booking.startsAt - hours * HOUR;
	return {
		now,
		reschedule: { allowed: true, until: until(flags.rescheduleNoticeHours) },
		cancel: { allowed: true, until: until(flags.cancelNoticeHours) }
	};
}

/** Where the booking was before its last move, and what was said of that; null if never moved. */
async function readBefore(
	sql: Queryable,
	booking: Booking
): Promise<{ told: Told; reason: string | null } | null> {
	const [moved] = await sql<{ told: Told; reason: string | null }[]>`
		select
			json_build_object(
				'startsAt', floor(extract(epoch from c.old_starts_at) * 1000),
				'endsAt', floor(extract(epoch from c.old_ends_at) * 1000),
				'fieldworker', json_build_object('id', f.id, 'name', f.name)
			) as told,
			nullif(c.reason, '') as reason
		from booking_change c
		join fieldworker f on f.id = c.old_fieldworker_id
		where c.booking_id = ${booking.id}
			and c.action = 'moved'
		order by c.version desc
		limit 1
	`;
	return moved ?? null;
}

/** The same hour on the day before, on the business's clocks (R11). */
function dayBefore({ startsAt, endsAt, fieldworker }: Booking, { timeZone }: Business): Told {
	const date = addDays(localDate(timeZone, startsAt), -1);
	const before = instantOf(timeZone, date, minuteOfDay(timeZone, startsAt));
	return { startsAt: before, endsAt: before + endsAt - startsAt, fieldworker };
}
