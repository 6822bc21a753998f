import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { checkPassword, hashPassword, passwordProblem } from './password.ts';
import { cancelStaffTokens } from './staff-token.ts';

/** Changes one's own name. */
export async function changeOwnName(sql: Sql, by: By, name: string): Promise<void> {
	await transaction(sql, async (tx) => {
		await tx`
			update staff
			set name = ${name}
			where id = ${by.id}
		`;
		if (name === by.name) return;
		const [old, changed] = [{ name: by.name }, { name }];
		await recordAct(tx, by, { action: 'staff.changed', subject: name, old, new: changed });
	});
}

/** Whether somebody is told by email of what customers do; see queueNotices for of whose bookings. */
export async function readBookingNotices(sql: Queryable, staffId: number): Promise<boolean> {
	const [staff] = await sql<{ wanted: boolean }[]>`
		select booking_notices as wanted
		from staff
		where id = ${staffId}
	`;
	return staff?.wanted ?? false;
}

/** Says whether one wants to be told. */
export async function changeBookingNotices(sql: Sql, by: By, wanted: boolean): Promise<void> {
	await transaction(sql, async (tx) => {
		const { count } = await tx`
			update staff
			set booking_notices = ${wanted}
			where id = ${by.id}
				and booking_notices <> ${wanted}
		`;
		if (count === 0) return;
		await recordAct(tx, by, {
			action: 'staff.changed',
			subject: by.name,
			old: { bookingNotices: !wanted },
			new: { bookingNotices: wanted }
		});
	});
}

type PasswordChanged =
	| { result: 'changed'; ended: number }
	| { result: 'wrong' }
	| { result: 'password_unfit'; words: string }
	| { result: 'too_many'; tryAgainIn: number };

/**
 * Changes one's own password, for which the present one is asked. One stays signed in here (`key` is
 * this session's) and is signed out everywhere else; `ended` says of how many places. Tries are
 * counted as at the sign-in; `tryAgainIn` is in milliseconds.
 */
export async function changeOwnPassword(
	sql: Sql,
	by: By,
	change: { present: string; password: string; key: string; address: string }
): Promise<PasswordChanged> {
	const words = passwordProblem(change.password);
	if (words) return { result: 'password_unfit', words };
	const counted = `password of ${by.id}`;
	const tryAgainIn = await countAttempt(change.address, counted);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	const [staff] = await sql<{ hash: string | null }[]>`
		select password_hash as hash
		from staff
		where id = ${by.id}
	`;
	if (!(await checkPassword(staff?.hash ?? null, change.present))) return { result: 'wrong' };
	await forgiveAttempts(change.address, counted);
	const hash = await hashPassword(change.password);
	return transaction<PasswordChanged>(sql, async (tx) => {
		const stored = await tx`
			update staff
			set password_hash = ${hash}
			where id = ${by.id}
				and password_hash = ${staff?.hash ?? ''}
		`;
		// Somebody changed it at the same time: what was typed is not the present one any more.
		if (stored.count === 0) return { result: 'wrong' };
		await cancelStaffTokens(tx, by.id);
		const ended = await tx`
			delete from staff_session
			where staff_id = ${by.id}
				and id <> ${change.key}
		`;
		await recordAct(tx, by, { action: 'staff.password_changed', subject: by.name });
		return { result: 'changed', ended: ended.count };
	});
}
