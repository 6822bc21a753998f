import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { client, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql);
	node = await startNode(url);
	return () => node.stop();
});

it('one day far from those that are watched can be watched as well, until it is left out', async () => {
	const socket = client(node.origin, { as: 'public' });
	const month = {
		...{ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! },
		...{ from: shop.date(30), until: shop.date(33) }
	};
	const answer = await watch(socket, { ...month, also: shop.date(3) });
	if (answer.result !== 'watching') throw new Error(JSON.stringify(answer));
	expect(answer.days.map(({ date }) => date)).toEqual([
		...[shop.date(30), shop.date(31), shop.date(32)],
		shop.date(3)
	]);

	const gone = next(socket, 'day', ({ date }) => date === shop.date(3));
	await shop.booked(shop.at(3, 10));
	expect((await gone)[0].free).not.toContain(shop.at(3, 10) / 60_000);

	// One that is among them is there once.
	const once = await watch(socket, { ...month, also: shop.date(31) });
	expect(once.result === 'watching' && once.days).toHaveLength(3);
	const heard: string[] = [];
	socket.on('day', ({ date }) => heard.push(date));
	const later = next(socket, 'day', ({ date }) => date === shop.date(31));
	await shop.booked(shop.at(3, 12));
	await shop.booked(shop.at(31, 12));
	await later;
	expect(heard).not.toContain(shop.date(3));
});
