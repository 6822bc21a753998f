import { LiquidError } from 'liquidjs';
import type { Booking } from '../bookings/find.ts';
import { readStanding, type Standing } from '../bookings/standing.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness, type Business } from '../settings/business.ts';
import { checkTemplate, type TemplateFault } from './check-template.ts';
import type { RenderedMail } from './fill.ts';
import type { NoticeKind, TemplateKind } from './kinds.ts';
import { sayFault } from './liquid-faults.ts';
import { renderMail, renderSignIn } from './render.ts';
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

/** In place of the private links and codes, which nobody is shown: it opens nothing (R5). */
const NO_SECRET = 'example';
const NO_CODE = '123456';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * What a mail with these words would say about a booking, or what is wrong with the words. Of a
 * booking that was never moved, or has no comment, one is made up where the mail tells of it.
 */
export async function previewMail(sql: Queryable, draft: Draft): Promise<Preview> {
	const { kind, template } = draft;
	const faults = checkTemplate(kind, template);
	if (faults.length > 0) return { rendered: null, faults };
	const business = await requireBusiness(sql);
	const rendered =
		kind === 'sign_in'
			? () => renderSignIn(template, signInOf(draft, business))
			: await aboutBooking(sql, kind, draft, business);
	try {
		return { rendered: rendered(), faults: [] };
	} catch (thrown) {
		// It could be filled with what it was tried with, but not with this very booking.
		if (!(thrown instanceof LiquidError)) throw thrown;
		return { rendered: null, faults: [{ field: 'body', ...sayFault(thrown) }] };
	}
}

function signInOf({ booking, origin }: Draft, business: Business) {
	const url = `${origin}/portal/${NO_SECRET}`;
	return { business, origin, url, name: booking.customer.name, code: NO_CODE };
}

async function aboutBooking(
	sql: Queryable,
	kind: Exclude<TemplateKind, 'sign_in'>,
	{ template, booking: real, allowed, origin, reader }: Draft,
	business: Business
): Promise<() => RenderedMail> {
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
		told: tellsOfMove ? (before?.told ?? dayBefore(booking)) : null
	};
	if (!isNotice(kind)) return () => renderMail(template, about);
	const notice = {
		staffName: reader,
		reason: before?.reason ?? 'I have to work that day.',
		trouble: kind === 'notice_bounced' ? 'There is no such mailbox' : null
	};
	return () => renderMail(template, { ...about, notice });
}

const isNotice = (kind: TemplateKind): kind is NoticeKind => kind.startsWith('notice_');

async function standingOf(
	sql: Queryable,
	booking: Booking,
	allowed: Allowed
): Promise<Pick<Standing, 'now' | 'reschedule' | 'cancel'>> {
	const { now, reschedule, cancel, flags } = await readStanding(sql, booking);
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

const dayBefore = ({ startsAt, endsAt, fieldworker }: Booking): Told => ({
	startsAt: startsAt - DAY,
	endsAt: endsAt - DAY,
	fieldworker
});
