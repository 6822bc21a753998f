import { beforeAll, expect, it } from 'vitest';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { readBookingOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { client, startNode, watch, type LiveNode } from '../../support/live.ts';
import { openWatcher } from '../../support/live-watcher.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	node = await startNode(url);
	return () => node.stop();
});

it('a booking given to another fieldworker: its customer sees that one’s times, though nothing changed there since', async () => {
	const [first, second] = shop.fieldworkerIds as [number, number];
	const range = { from: shop.date(3), until: shop.date(4) };
	// The second one's day is known to the node, as somebody looks at it all the while.
	await shop.booked(shop.at(3, 16), second);
	const other = client(node.origin, { as: 'public' });
	await watch(other, { service: shop.serviceId, fieldworker: second, ...range });

	const booking = await shop.booked(shop.at(5, 10), first);
	const customer = openWatcher({
		...{ url: node.origin, origin: node.origin, ...range },
		who: { as: 'link', token: await issueLink(sql, booking.id) }
	});
	const seen = () => customer.day(shop.date(3))?.free;
	const truth = async () => {
		const offer = await readBookingOffer(sql, booking.id, range);
		return offer!.days[0]!.starts.map((start) => start / 60_000);
	};
	await expect.poll(seen).toEqual(await truth());
	// The first one's day changes while the customer looks at it.
	await shop.booked(shop.at(3, 9), first);
	await expect.poll(seen).toEqual(await truth());

	await move(sql, {
		bookingId: booking.id,
		...{ startsAt: booking.startsAt, fieldworkerId: second, reason: '' },
		actor: { kind: 'system', notify: false }
	});
	await expect.poll(seen).toEqual(await truth());
	expect(customer.setbacks).toEqual([]);
	customer.leave();
});
