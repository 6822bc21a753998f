import { choosePassword } from '../../src/lib/server/accounts/choose-password.ts';
import { createStaff, type Role, type Staff } from '../../src/lib/server/accounts/staff.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { findMail } from '../../src/lib/server/mail/log.ts';
import { keepWaitingMail } from './mail.ts';

export const PASSWORD = 'correct horse battery';
export const DEVICE = { userAgent: 'Firefox', networkAddress: '192.0.2.1' };

let people = 0;

/** People of the staff, and what they are sent and do. */
export function staffOf(sql: Sql) {
	return {
		async somebody(role: Role): Promise<Staff> {
			const email = `person${++people}@example.com`;
			const person = { name: `P ${people}`, email, password: PASSWORD, role };
			const created = await createStaff(sql, person);
			if (created.result !== 'created') throw new Error(created.result);
			return created.staff;
		},

		/** The secret of the newest mail to somebody, as without a Mailgun key it stands in the log. */
		async secretFor(email: string): Promise<string> {
			await keepWaitingMail(sql);
			const [mail] = await sql<{ id: number }[]>`
				select id from mail where to_email = ${email} and state = 'kept' order by id desc limit 1
			`;
			const { text } = (await findMail(sql, mail!.id))!;
			return /\/(?:join|reset)\/([\w-]{43})/.exec(text ?? '')![1]!;
		},

		/** Somebody new to be invited. */
		invitation: (role: Role = 'admin', fieldworkerId: number | null = null) => ({
			name: 'New Person',
			email: `new${++people}@example.com`,
			role,
			fieldworkerId
		}),

		choose: (secret: string, purpose: 'invite' | 'password_reset', password = 'mop and bucket') =>
			choosePassword(sql, { secret, purpose, password, device: DEVICE }),

		/** What the audit log tells, oldest first. */
		acts: async () =>
			(await sql<{ action: string }[]>`select action from audit order by id`).map(
				({ action }) => action
			)
	};
}
