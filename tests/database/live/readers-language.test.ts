import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newVisitorSecret, visitorCookie } from '../../../src/lib/server/holds/visitor.ts';
import { issueLink, revokeLinks } from '../../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import {
	client,
	hold,
	LIMIT,
	startNode,
	watch,
	type LiveClient,
	type LiveNode
} from '../../support/live.ts';
import { letIn, sentAway, turnedAway } from '../../support/live-end.ts';
import { isMarked, MARKED, marked } from '../../support/marked-words.ts';
import { openShop, type Shop } from '../../support/shop.ts';

vi.mock(import('../../../src/lib/words/index.ts'), async (original) => {
	const { withMarked } = await import('../../support/marked-words.ts');
	return withMarked(await original());
});

const { sql, url } = await testDatabase();
let node: LiveNode;
let shop: Shop;
let bookingId: number;
let token: string;
beforeAll(async () => {
	node = await startNode(url);
	return () => node.stop();
});

const { answers, refusals } = marked;
const visitor = (cookie = newVisitorSecret(), language = MARKED) => {
	const headers = { cookie: `${visitorCookie(node.origin).name}=${cookie}` };
	return client(node.origin, { as: 'public' }, { headers, language });
};
const byLink = (language = MARKED) => client(node.origin, { as: 'link', token }, { language });
const days = (from = 4, until = 5) => ({ from: shop.date(from), until: shop.date(until) });
const wish = () => ({ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! });
const start = () => shop.at(4, 9);
const anything = (socket: LiveClient, name: 'watch', said: unknown) =>
	socket.timeout(LIMIT).emitWithAck(name, said as never);

const said: [string, string, () => Promise<object>][] = [
	['too many days', answers.live.tooManyDays, () => watch(byLink(), days(4, 60))],
	[
		'a service that is gone',
		answers.serviceGone,
		() => watch(visitor(), { ...days(), service: 999 })
	],
	[
		'a choice that is not theirs',
		answers.notWithThem,
		() => watch(byLink(), { ...days(), fieldworker: 'any' })
	],
	[
		'what may not be moved',
		refusals.neverMoved,
		async () => {
			await shop.setFlags({ maxMoves: 0 });
			return watch(byLink(), days());
		}
	],
	['what cannot be understood', answers.live.notUnderstood, () => anything(byLink(), 'watch', 'x')],
	[
		'what fails',
		answers.live.fault,
		async () => {
			const socket = byLink();
			await letIn(socket);
			await sql`alter table hold rename to hold_away`;
			try {
				return await hold(socket, { start: start() });
			} finally {
				await sql`alter table hold_away rename to hold`;
			}
		}
	],
	[
		'too much at once',
		answers.live.tooMuch,
		async () => {
			const socket = byLink();
			await letIn(socket);
			const all = Array.from({ length: 30 }, () => anything(socket, 'watch', 'x'));
			return (await Promise.all(all)).at(-1)!;
		}
	],
	[
		'a hold of what is taken',
		answers.taken,
		async () => {
			await shop.booked(start());
			return hold(byLink(), { start: start() });
		}
	],
	[
		'a visitor’s hold of what is being taken',
		answers.beingTaken,
		async () => {
			await hold(visitor(), { start: start(), ...wish() });
			return hold(visitor(), { start: start(), ...wish() });
		}
	],
	['a hold of nothing', answers.notHeld, () => hold(visitor(), { start: start() })],
	[
		'too many holds',
		answers.heldTooOften,
		async () => {
			const secret = newVisitorSecret();
			for (let n = 0; n < 3; n++) {
				const socket = visitor(secret);
				const fifteen = Array.from({ length: 15 }, () => hold(socket, { start: start() }));
				const last = (await Promise.all(fifteen)).at(-1)!;
				if (n === 2) return last;
			}
			throw new Error('not asked often enough');
		}
	]
];

it('a business that is not there yet has nothing to book, in the language of the page', async () => {
	const request = { from: '2030-01-01', until: '2030-01-02' };
	expect(await watch(visitor(), request)).toMatchObject({ words: answers.nothingToBook });
});

describe('whoever asks live', () => {
	beforeEach(async () => {
		await emptyDatabase(sql);
		shop = await openShop(sql, { fieldworkers: 2 });
		bookingId = (await shop.booked(shop.at(3, 9))).id;
		token = await issueLink(sql, bookingId);
		const known = () => watch(visitor(), { ...days(), ...wish() });
		await expect.poll(known).toMatchObject({ result: 'watching' });
	});

	it.each(said)('%s is answered in the language of their page', async (_, words, ask) => {
		expect(words).toSatisfy(isMarked);
		expect(await ask()).toMatchObject({ words });
	});

	it('is turned away in it', async () => {
		await revokeLinks(sql, bookingId);
		expect((await turnedAway(byLink())).data?.words).toBe(answers.live.deadLink);
		const customer = { as: 'customer', booking: bookingId } as const;
		const signedOut = client(node.origin, customer, { language: MARKED });
		expect((await turnedAway(signedOut)).data?.words).toBe(answers.live.signedOut);
	});

	it.each([
		['a link is revoked', answers.live.deadLink, () => revokeLinks(sql, bookingId)],
		['moving is turned off', answers.live.off, () => shop.setFlags({ allowReschedule: false })]
	])('is told in it that %s, while others are told in theirs', async (_, words, act) => {
		const [socket, other] = [byLink(), byLink('en')];
		await Promise.all([letIn(socket), letIn(other)]);
		const ends = Promise.all([sentAway(socket), sentAway(other)]);
		await act();
		const [end, english] = await ends;
		expect(end.words).toBe(words);
		expect(`⟦${english.words}⟧`).toBe(words);
	});

	it('in no language of ours is answered in English', async () => {
		for (const language of ['', 'x'.repeat(99), 'constructor']) {
			expect(await watch(byLink(language), days(4, 60))).toMatchObject({
				words: expect.not.stringContaining('⟦')
			});
		}
	});
});
