import { beforeEach, describe, expect, it } from 'vitest';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { readHistory } from '../../../src/lib/server/bookings/history.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';

const { sql } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

const details = { phone: '+1 555 0100', address: '2 New Street', notes: 'Ring twice' };
const edit = (bookingId: number, over = {}) =>
	editDetails(sql, { bookingId, expectedVersion: 1, details, actor: BY_LINK, ...over });

describe('editing the details of a booking', () => {
	it('stores them, raises the version, and tells old and new in the history', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		expect(await edit(booking.id)).toMatchObject({ result: 'edited', booking: details });
		const [latest] = await readHistory(sql, booking.id);
		expect(latest).toMatchObject({
			action: 'edited',
			oldDetails: { phone: '', address: '', notes: '' },
			newDetails: details
		});
	});

	it('is nothing when nothing differs, sent twice included', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await edit(booking.id);
		expect(await edit(booking.id)).toMatchObject({ result: 'unchanged', booking: { version: 2 } });
	});

	it('does not overwrite what somebody else has changed meanwhile', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await edit(booking.id, { details: { ...details, notes: 'From another device' } });
		expect(await edit(booking.id)).toMatchObject({ result: 'changed', booking: { version: 2 } });
	});

	it('finds the booking that another writer is just giving to another fieldworker', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		let editing: ReturnType<typeof edit> | undefined;
		await sql.begin(async (other) => {
			await other`update booking set fieldworker_id = ${shop.fieldworkerIds[1]!}`;
			editing = edit(booking.id);
			await someoneWaits(sql);
		});
		expect(await editing).toMatchObject({
			result: 'edited',
			booking: { fieldworker: { id: shop.fieldworkerIds[1] } }
		});
	});

	it('lets the confirmation that still waits tell of the new version (R6)', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await edit(booking.id);
		expect(await keepWaitingMail(sql)).toEqual([
			{ kind: 'confirmation', version: 2, state: 'kept' }
		]);
	});

	it('is refused when changing bookings is off, and possible inside the notice window', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.setFlags({ allowReschedule: false });
		expect(await edit(booking.id)).toMatchObject({ reason: 'reschedule_off' });
		await shop.setFlags({ allowReschedule: true, rescheduleNoticeHours: 500 });
		expect(await edit(booking.id)).toMatchObject({ result: 'edited' });
	});
});
