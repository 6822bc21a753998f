import { expect, it } from 'vitest';
import type { BoardAnswer } from '../../../../src/routes/admin/_parts/board/contract.ts';
import { inputsOf } from '../../../../src/routes/admin/_parts/board/entries.ts';

const answer: BoardAnswer = {
	bookings: [],
	blocked: [
		{
			...{ id: 3, fieldworkerId: 7, fieldworkerName: 'Mai Tran' },
			...{ startsAt: 0, endsAt: 3_600_000, title: 'Training' }
		}
	],
	holds: [],
	open: [],
	now: 0
};

it('a blocked event leads to where it can be removed, for those alone who may', () => {
	const seen = (mayEdit: boolean) =>
		inputsOf(answer, { column: null, hoursOf: null, shaded: null, mayEdit });
	expect(seen(true)).toMatchObject([{ title: 'Training', url: '/admin/blocked-events' }]);
	expect(seen(false)).toMatchObject([{ title: 'Training' }]);
	expect(seen(false)[0]).not.toHaveProperty('url');
});
