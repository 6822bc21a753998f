import { describe, expect, test } from 'vitest';
import { isFurther, type MailDelivery } from '../../../src/lib/server/mail/happening.ts';

type Point = { delivery: MailDelivery; at: number };

/** What a mail ends as when reports come in this order. */
function end(reports: readonly Point[]): MailDelivery | undefined {
	let known: Point | null = null;
	for (const told of reports) if (isFurther(told, known)) known = told;
	return known?.delivery;
}

function orders<T>(items: readonly T[]): T[][] {
	if (items.length < 2) return [[...items]];
	return items.flatMap((item, index) =>
		orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest])
	);
}

const STORIES: [string, MailDelivery[], MailDelivery][] = [
	['read', ['accepted', 'delivered', 'opened', 'clicked'], 'clicked'],
	['read again', ['accepted', 'delivered', 'clicked', 'opened'], 'clicked'],
	['returned', ['accepted', 'failed'], 'failed'],
	['taken, and returned later', ['accepted', 'delivered', 'failed'], 'failed'],
	['returned, then sent once more and taken', ['accepted', 'failed', 'delivered'], 'delivered'],
	['read, though one copy came back', ['delivered', 'opened', 'failed'], 'opened'],
	['unwanted', ['accepted', 'delivered', 'opened', 'complained'], 'complained']
];

describe('how far a mail got', () => {
	test.each(STORIES)('is the same in whatever order reports come: %s', (_, kinds, ends) => {
		const told = kinds.map((delivery, index) => ({ delivery, at: 1000 + index }));
		for (const order of orders(told)) expect(end(order)).toBe(ends);
	});

	test('does not go back, nor say the same twice', () => {
		const known = { delivery: 'opened', at: 5 } as const;
		expect(isFurther({ delivery: 'delivered', at: 9 }, known)).toBe(false);
		expect(isFurther({ delivery: 'opened', at: 9 }, known)).toBe(false);
	});
});
