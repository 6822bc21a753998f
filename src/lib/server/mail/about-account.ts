import { issueStaffToken } from '../accounts/staff-token.ts';
import type { Transaction } from '../database/connection.ts';
import { readBusiness } from '../settings/business.ts';
import type { StaffMailKind } from './kinds.ts';
import type { QueuedMail, Written } from './outbox.ts';
import { renderStaffMail } from './render-staff.ts';

type AccountMail = Extract<QueuedMail, { kind: StaffMailKind }>;
type Person = {
	name: string;
	email: string;
	active: boolean;
	hasPassword: boolean;
	isFieldworker: boolean;
};

/**
 * Writes a mail to somebody of the staff, with a new secret address in it: the secret is made at the
 * moment of sending, so that none ever waits in the queue or the database.
 */
export async function writeToStaff(
	tx: Transaction,
	mail: AccountMail,
	origin: string
): Promise<Written> {
	const [person] = await tx<Person[]>`
		select
			name,
			email,
			active,
			password_hash is not null as "hasPassword",
			role = 'fieldworker' as "isFieldworker"
		from staff
		where id = ${mail.staffId}
	`;
	if (!person?.active) return { superseded: 'The account is not active any more' };
	if (mail.kind === 'invite' && person.hasPassword) {
		return { superseded: 'The invitation was accepted before' };
	}
	if (person.email.toLowerCase() !== mail.toEmail.toLowerCase()) {
		return { superseded: 'The account has another email address now' };
	}
	const secret = await issueStaffToken(tx, mail.staffId, mail.kind);
	const { name, isFieldworker } = person;
	const business = await readBusiness(tx);
	return {
		rendered: renderStaffMail({ kind: mail.kind, name, isFieldworker, business, origin, secret }),
		secrets: [{ text: secret, placeholder: '(their private link)' }],
		version: null,
		mark: `staff-${mail.staffId}`
	};
}
