import type { Device } from '../accounts/session.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { countCode } from './attempts.ts';
import {
	findAsked,
	peekProofLink,
	proveByCode,
	proveByLink,
	type Asked,
	type Proved
} from './prove.ts';
import { beginCustomerSession, type CustomerSession } from './session.ts';

/**
 * `next` is the path that was wanted when the mail was asked for. `over`: there is nothing to sign in with
 * any more, so another mail is needed. `tryAgainIn` in ms.
 */
export type CustomerSignIn =
	| { result: 'signed_in'; session: CustomerSession; next: string | null }
	| { result: 'wrong'; triesLeft: number }
	| { result: 'over' }
	| { result: 'too_many'; tryAgainIn: number };

/** Signs a customer in by the code of a mail, in the browser that asked for it. */
export async function signInByCode(
	sql: Sql,
	{ asker, code, device }: { asker: string; code: string; device: Device }
): Promise<CustomerSignIn> {
	const tryAgainIn = await countCode(device.networkAddress);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	const asked = await findAsked(sql, asker);
	return enter(sql, asked, device, (tx) => proveByCode(tx, { asker, code, purpose: 'sign_in' }));
}

/** Signs a customer in by the link of a mail, wherever that is opened. It works once. */
export async function signInByLink(
	sql: Sql,
	{ secret, device }: { secret: string; device: Device }
): Promise<CustomerSignIn> {
	const asked = await peekProofLink(sql, secret);
	return enter(sql, asked, device, (tx) => proveByLink(tx, secret));
}

async function enter(
	sql: Sql,
	asked: Asked | null,
	device: Device,
	prove: (tx: Transaction) => Promise<Proved>
): Promise<CustomerSignIn> {
	if (!asked) return { result: 'over' };
	return transaction<CustomerSignIn>(sql, async (tx) => {
		// Before the proof, as whoever gives them another address, or erases them, ends both in this order.
		const [customer] = await tx<{ id: number }[]>`
			select id
			from customer
			where lower(email) = ${asked.email}
				and erased_at is null
			for key share
		`;
		const proved = await prove(tx);
		if (proved.result !== 'proven') return proved;
		if (!customer || proved.email !== asked.email) return { result: 'over' };
		const session = await beginCustomerSession(tx, customer.id, device);
		return { result: 'signed_in', session, next: proved.next };
	});
}
