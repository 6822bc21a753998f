import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import type { Business } from '../../../src/lib/server/settings/business.ts';
import type { TemplateKind } from '../../../src/lib/server/mail/kinds.ts';
import { renderProof } from '../../../src/lib/server/mail/render-proof.ts';
import { renderMail, type MailSubject } from '../../../src/lib/server/mail/render.ts';
import { defaultTemplates, type MailTemplate } from '../../../src/lib/server/mail/templates.ts';

export const HOUR = 3_600_000;
/** Thursday 4 June 2026, 1:30 pm in Sydney. */
export const START = Date.parse('2026-06-04T03:30:00Z');
export const SECRET = 'Secret-_'.padEnd(43, 'x');

const REFUSED = { allowed: false, reason: 'reschedule_off', words: '' } as const;
/** What a customer may do: everything, until the day before, or nothing. */
export const ALLOWED = {
	now: START - 72 * HOUR,
	reschedule: { allowed: true, until: START - 24 * HOUR },
	cancel: { allowed: true, until: START - 24 * HOUR }
} as const;
export const FORBIDDEN = { now: START - 72 * HOUR, reschedule: REFUSED, cancel: REFUSED } as const;

export const booking: Booking = {
	id: 1042,
	version: 2,
	status: 'confirmed',
	startsAt: START,
	endsAt: START + HOUR,
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	customerMoves: 0,
	calendarUid: 'c0ffee',
	contactName: 'Ada Lovelace',
	phone: '',
	address: '14 Cliff Street',
	notes: 'Ring twice.\nThe dog is friendly.',
	createdAt: 0,
	timeZone: null,
	terms: null,
	service: {
		id: 3,
		name: 'Deep clean',
		priceText: 'from $240',
		color: '#0f766e',
		overrides: {},
		doneBy: []
	},
	fieldworker: { id: 1, name: 'Noah Fletcher', color: '#0f766e' },
	customer: {
		id: 1,
		name: 'Mia Laurent',
		email: 'm@x.test',
		phone: '',
		timeZone: null,
		locale: null
	}
};

export const business: Business = {
	name: 'Harbour Home Care',
	timeZone: 'Australia/Sydney',
	locale: 'en-AU',
	address: '22 Alfred Street',
	phone: '02 5550 1234',
	email: 'hello@harbour.example',
	accentColor: '#fde047',
	weekStart: 1,
	logo: null
};

export const about: MailSubject = {
	kind: 'confirmation',
	booking,
	business,
	standing: ALLOWED,
	told: null,
	origin: 'https://book.example.com',
	secret: SECRET
};

/** Where the customer was told to be before. */
export const told = {
	startsAt: START - 50 * HOUR,
	endsAt: START - 49 * HOUR,
	fieldworker: { id: 2, name: 'Ava Chen' }
};

export const kinds = Object.keys(defaultTemplates) as TemplateKind[];
const notice = {
	staffName: 'Grace Hopper',
	reason: 'We are away that week.',
	trouble: { kind: 'bounced', reason: 'No mailbox.' } as const
};

/** A mail of any kind, its default unless there is another template, about a booking that moved. */
export function render(
	kind: TemplateKind,
	changes: Partial<MailSubject> = {},
	template: MailTemplate = defaultTemplates[kind]
) {
	const subject = { ...about, told, ...changes };
	if (kind === 'sign_in' || kind === 'confirm_email') {
		const { customer } = subject.booking;
		const own = { kind, name: customer.name, url: 'https://book.example.com/portal/in' };
		return renderProof(template, {
			...{ business: subject.business, code: '4829 1357', origin: about.origin },
			...(kind === 'sign_in' ? { ...own, kind } : { kind })
		});
	}
	return renderMail(template, {
		...subject,
		kind,
		...(kind.startsWith('notice') && { notice: subject.notice ?? notice, secret: '' })
	});
}
