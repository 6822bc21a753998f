import { beforeEach, expect, test } from 'vitest';
import { askForProof } from '../../../src/lib/server/portal/ask.ts';
import { provenEmail } from '../../../src/lib/server/portal/prove.ts';
import { proveForBooking } from '../../../src/lib/server/portal/prove-for-booking.ts';
import { signInByCode } from '../../../src/lib/server/portal/sign-in.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { proofMailed } from '../../support/proof.ts';
import { openShop } from '../../support/shop.ts';
import { DEVICE } from '../../support/staff.ts';

const { sql } = await testDatabase();
const EMAIL = 'visitor@example.com';
let networkAddress: string;
let addresses = 0;

let asker: string;
beforeEach(async () => {
	await emptyDatabase(sql);
	await openShop(sql);
	networkAddress = `192.0.2.${++addresses}`;
	const asked = await askForProof(sql, { email: EMAIL, purpose: 'booking', networkAddress });
	if (asked.result !== 'asked') throw new Error(asked.result);
	({ asker } = asked);
});

const later = (minutes: number) => sql`
	update email_proof
	set proven_at = proven_at - make_interval(mins => ${minutes})
`;

test('a visitor whom nobody knows proves an address, for half an hour, in this browser', async () => {
	const mail = await proofMailed(sql, EMAIL);
	expect(mail?.secret).toBeNull();
	expect(await provenEmail(sql, asker)).toBeNull();
	const proved = await proveForBooking(sql, { asker, code: mail!.code, networkAddress });
	expect(proved).toEqual({ result: 'proven', email: EMAIL, next: null });
	expect(await provenEmail(sql, asker)).toBe(EMAIL);
	expect(await provenEmail(sql, 'x'.repeat(43))).toBeNull();
	await later(30);
	expect(await provenEmail(sql, asker)).toBeNull();
});

test('what proves an address before a booking signs nobody in', async () => {
	const { code } = (await proofMailed(sql, EMAIL))!;
	expect(await signInByCode(sql, { asker, code, device: DEVICE })).toEqual({ result: 'over' });
	expect((await proveForBooking(sql, { asker, code, networkAddress })).result).toBe('proven');
});

test('a wrong code leaves fewer tries', async () => {
	const { code } = (await proofMailed(sql, EMAIL))!;
	const wrong = code === '00000000' ? '11111111' : '00000000';
	const answer = await proveForBooking(sql, { asker, code: wrong, networkAddress });
	expect(answer).toEqual({ result: 'wrong', triesLeft: 4 });
	expect(await provenEmail(sql, asker)).toBeNull();
});
