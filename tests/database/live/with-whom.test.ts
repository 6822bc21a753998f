import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day, Watch, WatchAnswer } from '../../../src/lib/live/messages.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { readBookingOffer, readServiceOffer, type Offer } from '../../../src/lib/server/offer.ts';
import { addService } from '../../../src/lib/server/services.ts';
import { testDatabase } from '../../support/database.ts';
import {
	client,
	hold,
	next,
	startNode,
	watch,
	type LiveClient,
	type LiveNode
} from '../../support/live.ts';
import { openWatcher } from '../../support/live-watcher.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const MINUTE = 60_000;
let shop: Shop;
let node: LiveNode;
let [one, two]: number[] = [];
let days = 2;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 3 });
	[one, two] = shop.fieldworkerIds;
	node = await startNode(url);
	return () => node.stop();
});
// Each test has a day of its own.
beforeEach(() => {
	days += 1;
});
const at = (hour: number) => shop.at(days, hour);
const minutes = (instant: number) => instant / MINUTE;
const range = () => ({ from: shop.date(days), until: shop.date(days + 1) });

/** Asks until the node has taken up what was just changed. */
async function settled(socket: LiveClient, wish: Omit<Watch, 'from' | 'until'>) {
	let answer: WatchAnswer;
	do answer = await watch(socket, { ...wish, ...range() });
	while (answer.result === 'refused' && answer.again);
	return answer;
}

function seen(answer: WatchAnswer): number[] {
	if (answer.result === 'refused') throw new Error(answer.words);
	const own = answer.own[0];
	return own && 'free' in own ? own.free : answer.days[0]!.free;
}

const startsOf = (offer: Offer | null) => (offer?.days[0]?.starts ?? []).map(minutes);

/** A booking at nine of that day, and its customer's connection. */
async function customer() {
	const booking = await shop.booked(at(9));
	const who = { as: 'link', token: await issueLink(sql, booking.id) } as const;
	return { booking, who, socket: client(node.origin, who) };
}

describe('the days of whom a customer chooses', () => {
	it('are those of the chosen one, of anybody, or of the own one without a choice', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		await shop.booked(at(11), one);
		await shop.booked(at(14), two);
		const { booking, socket } = await customer();
		for (const choice of [undefined, one!, two!, 'any'] as const) {
			const free = seen(await settled(socket, { fieldworker: choice }));
			expect(free).toEqual(startsOf(await readBookingOffer(sql, booking.id, range(), choice)));
			expect(free.includes(minutes(at(11)))).toBe(choice === two || choice === 'any');
		}
	});

	it('follow what happens to the chosen one, and not to the own one', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		const { socket } = await customer();
		await settled(socket, { fieldworker: two! });
		const heard: Day[] = [];
		socket.on('day', (day) => heard.push(day));
		await shop.booked(at(12), one);
		const gone = next(socket, 'day', (day) => !day.free.includes(minutes(at(15))));
		await shop.booked(at(15), two);
		await gone;
		expect(heard).toHaveLength(1);
	});

	it('are shared with everybody who wants the same, so that nothing is worked out twice', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'any' });
		const { socket } = await customer();
		await settled(socket, {});
		const before = await node.metric('reslot_live_days');
		const visitor = client(node.origin, { as: 'public' });
		await settled(visitor, { service: shop.serviceId, fieldworker: 'any' });
		expect(await node.metric('reslot_live_days')).toBe(before);
	});

	it('are refused where the choice is not theirs, with words', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'keep' });
		const { socket } = await customer();
		for (const choice of [two!, 'any'] as const) {
			expect(await settled(socket, { fieldworker: choice })).toMatchObject({
				result: 'refused',
				reason: 'not_offered'
			});
			expect(await hold(socket, { start: at(12), fieldworker: choice })).toMatchObject({
				result: 'refused',
				reason: 'not_offered'
			});
		}
	});

	it('are those of everybody else once the own one does not do it any more', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'keep' });
		await shop.booked(at(11), one);
		const { booking, socket } = await customer();
		expect(seen(await settled(socket, {}))).not.toContain(minutes(at(11)));
		await sql`update fieldworker set active = false where id = ${one!}`;
		const others = async () => startsOf(await readBookingOffer(sql, booking.id, range()));
		await expect.poll(async () => seen(await settled(socket, {}))).toEqual(await others());
		expect(await others()).toContain(minutes(at(11)));
		expect(await hold(socket, { start: at(11) })).toMatchObject({ result: 'held' });
		await sql`update fieldworker set active = true where id = ${one!}`;
	});

	it('a hold says with whom it is, to the one who has it alone', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'any' });
		await shop.booked(at(12), one);
		const { socket } = await customer();
		const visitor = client(node.origin, { as: 'public' });
		await settled(visitor, { service: shop.serviceId, fieldworker: two! });
		await settled(socket, {});
		const said: unknown[] = [];
		visitor.onAny((...args) => said.push(args[0]));
		const held = next(visitor, 'day', (day) => day.held.includes(minutes(at(12))));
		const answer = await hold(socket, { start: at(12) });
		expect(answer).toMatchObject({ result: 'held', hold: { start: at(12), fieldworker: two } });
		await held;
		expect(new Set(said)).toEqual(new Set(['day']));
	});

	it('a booking that staff made longer has days of its length from then on', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		const { booking, who } = await customer();
		const watcher = openWatcher({
			...{ url: node.origin, origin: node.origin, who, ...range() },
			wish: { fieldworker: two! }
		});
		const free = () => watcher.day(shop.date(days))?.free;
		const truth = async () => startsOf(await readBookingOffer(sql, booking.id, range(), two));
		await expect.poll(free).toEqual(await truth());
		for (const hours of [2, 3]) {
			await move(sql, {
				...{ bookingId: booking.id, startsAt: booking.startsAt, reason: '' },
				endsAt: booking.startsAt + hours * 60 * MINUTE,
				actor: { kind: 'system', notify: false }
			});
			await expect.poll(free).toEqual(await truth());
			expect(free()).not.toContain(minutes(at(18 - hours + 0.5)));
		}
		expect(watcher.setbacks).toEqual([]);
		watcher.leave();
	});
});

describe('services with other intervals', () => {
	it('have days of their own, each by its service’s rules', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'keep' });
		const quick = await addService(sql, {
			...{ name: 'Quick', description: '', durationMinutes: 60 },
			...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, priceText: '', color: '#0f766e' }
		});
		await transaction(sql, async (tx) => {
			await tx`insert into fieldworker_service values (${one!}, ${quick})`;
			await tx`
				update service
				set policy_overrides = ${tx.json({ slotIntervalMinutes: 15, furthestDays: 80 })}
				where id = ${quick}
			`;
		});
		const [usual, other] = [shop.serviceId, quick].map((service) => ({
			socket: client(node.origin, { as: 'public' }),
			wish: { service, fieldworker: one! }
		}));
		for (const { socket, wish } of [usual!, other!]) {
			const offer = await readServiceOffer(sql, wish.service, one!, range());
			expect(seen(await settled(socket, wish))).toEqual(startsOf(offer));
		}
		const booking = await shop.booked(at(10), one);
		for (const { socket, wish } of [usual!, other!]) {
			const offer = await readServiceOffer(sql, wish.service, one!, range());
			expect(seen(await settled(socket, wish))).toEqual(startsOf(offer));
		}
		expect(booking.service.id).toBe(shop.serviceId);
		// Beyond the business's furthest day, but not beyond this service's.
		days = 70;
		expect(seen(await settled(other!.socket, other!.wish))).toContain(
			minutes(at(10) + 15 * MINUTE)
		);
		const beyond = await settled(usual!.socket, usual!.wish);
		expect(beyond).toMatchObject({ result: 'watching', days: [] });
	});
});
