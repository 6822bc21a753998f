import { readableOn } from '../../color.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { fillMail, logoAddress, type RenderedMail } from './fill.ts';
import { button } from './parts.ts';
import type { StaffMailKind } from './kinds.ts';
import { staffTemplates } from './templates.ts';

/** What a mail to somebody of the staff is made of; `secret` becomes their private link. */
export type StaffMailSubject = {
	kind: StaffMailKind;
	name: string;
	isFieldworker: boolean;
	business: Business | null;
	origin: string;
	secret: string;
};

/** Until a business is set up, mail comes from Reslot itself. */
const NOBODY = { name: 'Reslot', address: '', phone: '', email: '', accentColor: '#0f766e' };

const BUTTONS = {
	invite: { path: 'join', label: 'Choose a password', hint: 'This works once, within 7 days.' },
	password_reset: {
		path: 'reset',
		label: 'Choose a new password',
		hint: 'This works once, within an hour.'
	}
} as const;

/** Turns an invitation or the answer to a forgotten password into a mail. */
export function renderStaffMail(about: StaffMailSubject): RenderedMail {
	const business = about.business ?? NOBODY;
	const { path, label, hint } = BUTTONS[about.kind];
	const accent = business.accentColor;
	return fillMail(staffTemplates[about.kind], {
		words: {
			staff_name: oneLine(about.name),
			business_name: oneLine(business.name),
			fieldworker: about.isFieldworker
		},
		parts: {
			account_button: button(
				{ accent, onAccent: readableOn(accent) },
				{ label, url: `${about.origin}/${path}/${about.secret}`, hint }
			)
		},
		preheader: hint,
		business,
		logo: about.business && logoAddress(about.business, about.origin)
	});
}
