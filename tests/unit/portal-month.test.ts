import { describe, expect, it } from 'vitest';
import { datesOnOffer, offers, readChoice, readMonth } from '../../src/routes/(portal)/month.ts';

const bounds = { today: '2026-11-22', first: '2026-11-23', last: '2027-02-10' };
const noon = (date: string) => Date.parse(`${date}T01:00:00Z`);

/** An offer in which only these dates have a time; it writes down the ranges that were read. */
function offerOf(...dates: string[]) {
	const asked: string[] = [];
	const readOffer = async ({ from, until }: { from: string; until: string }) => {
		asked.push(`${from}..${until}`);
		const days = dates
			.filter((date) => date >= from && date < until)
			.map((date) => ({ date, starts: [noon(date)], held: [] }));
		return { version: 1, at: 1, timeZone: 'Australia/Sydney', realTime: true, days };
	};
	return { asked, readOffer };
}

describe('the month that is shown', () => {
	it('is the one asked for, within what can be booked, even when nothing is free in it', async () => {
		const { asked, readOffer } = offerOf('2027-01-05');
		const shown = await readMonth(bounds, { month: '2026-12' }, readOffer);
		expect(shown).toMatchObject({ month: '2026-12', day: null, days: [] });
		expect((await readMonth(bounds, { month: '2020-01' }, readOffer))?.month).toBe('2026-11');
		expect((await readMonth(bounds, { month: '2030-01' }, readOffer))?.month).toBe('2027-02');
		expect(asked).toEqual([
			'2026-12-01..2027-01-01',
			'2026-11-23..2026-12-01',
			'2027-02-01..2027-02-11'
		]);
	});

	it('is the next one with times when none was asked for', async () => {
		const { readOffer } = offerOf('2027-01-05', '2027-01-09');
		const shown = await readMonth(bounds, {}, readOffer);
		expect(shown).toMatchObject({ month: '2027-01', day: '2027-01-05' });
	});

	it('opens the day asked for, or the next one that has times', async () => {
		const { readOffer } = offerOf('2026-12-03', '2026-12-10');
		const open = async (day: string) => (await readMonth(bounds, { day }, readOffer))?.day;
		expect(await open('2026-12-10')).toBe('2026-12-10');
		expect(await open('2026-12-04')).toBe('2026-12-10');
		expect(await open('2026-12-20')).toBe('2026-12-10');
	});

	it('knows which starts are on offer', async () => {
		const { readOffer } = offerOf('2026-12-03');
		const shown = await readMonth(bounds, { month: '2026-12' }, readOffer);
		expect(offers(shown, noon('2026-12-03'))).toBe(true);
		expect(offers(shown, noon('2026-12-04'))).toBe(false);
		expect(offers(null, noon('2026-12-03'))).toBe(false);
	});
});

it('what an address cannot mean counts as not chosen', () => {
	const read = (query: string) => readChoice(new URLSearchParams(query));
	expect(read('month=2026-12&day=2026-12-04&at=1796331600000')).toEqual({
		month: '2026-12',
		day: '2026-12-04',
		at: 1_796_331_600_000
	});
	expect(read("month=2026-13&day=2026-02-30&at=1'; drop table booking")).toEqual({});
	expect(read('month=2026-12&at=-1')).toEqual({ month: '2026-12' });
	expect(read('at=1e99')).toEqual({});
});

it('the dates on offer go by the business’s calendar', () => {
	const policy = {
		allowReschedule: true,
		allowCancel: true,
		realTimeAvailability: true,
		rescheduleNoticeHours: 24,
		cancelNoticeHours: 24,
		tooLateWords: '',
		leadTimeMinutes: 120,
		slotIntervalMinutes: 30,
		furthestDays: 10,
		maxMoves: null,
		holdMinutes: 5,
		allowEditDetails: true,
		requireCancelComment: false,
		rescheduleFieldworker: 'keep' as const,
		freezeTerms: false
	};
	const elevenAtNight = Date.parse('2026-11-22T23:00:00+11:00');
	expect(datesOnOffer(policy, elevenAtNight, 'Australia/Sydney')).toEqual({
		today: '2026-11-22',
		first: '2026-11-23',
		last: '2026-12-02'
	});
});
