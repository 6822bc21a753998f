import { describe, expect, it } from 'vitest';
import {
	datesOnOffer,
	offers,
	readChoice,
	readMonth,
	readZone
} from '../../src/routes/(portal)/month.ts';

const SYDNEY = 'Australia/Sydney';
const bounds = {
	rulesZone: SYDNEY,
	timeZone: SYDNEY,
	from: '2026-11-23',
	until: '2027-02-11',
	today: '2026-11-22',
	first: '2026-11-23',
	last: '2027-02-10'
};
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
		expect(asked).toContain('2026-12-01..2027-01-01');
		expect(asked).toContain('2026-11-23..2026-12-01');
		expect(asked).toContain('2027-02-01..2027-02-11');
	});

	it('is the next one with times when none was asked for', async () => {
		const { readOffer } = offerOf('2027-01-05', '2027-01-09');
		const shown = await readMonth(bounds, {}, readOffer);
		expect(shown).toMatchObject({ month: '2027-01', day: '2027-01-05' });
	});

	it('is the first one where none of the next has times', async () => {
		const { readOffer } = offerOf();
		expect(await readMonth(bounds, {}, readOffer)).toMatchObject({
			month: '2026-11',
			days: [],
			day: null,
			soonest: null
		});
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

describe('the earliest day that has a time', () => {
	const soonestOf = async (dates: string[], wanted: Parameters<typeof readMonth>[1]) => {
		const { asked, readOffer } = offerOf(...dates);
		const read = await readMonth(bounds, wanted, readOffer);
		return { asked, soonest: read?.soonest?.days[0]?.date ?? null };
	};

	it('is in the month that is shown, which needs no further look', async () => {
		const { asked, soonest } = await soonestOf(['2026-11-25', '2026-12-03'], {});
		expect(soonest).toBe('2026-11-25');
		expect(asked).toHaveLength(1);
	});

	it('is found before the month that is shown, and after it', async () => {
		const december = { month: '2026-12' };
		expect((await soonestOf(['2026-11-25', '2026-12-03'], december)).soonest).toBe('2026-11-25');
		expect((await soonestOf(['2026-12-03', '2027-01-09'], december)).soonest).toBe('2026-12-03');
		expect((await soonestOf(['2027-02-09'], december)).soonest).toBe('2027-02-09');
		expect((await soonestOf([], december)).soonest).toBeNull();
	});

	it('is looked for half a year ahead and no farther, however far a full diary reaches', async () => {
		const years = { ...bounds, until: '2029-11-23', last: '2029-11-22' };
		const read = async (date: string, month = '2026-12') => {
			const { asked, readOffer } = offerOf(date);
			const { soonest } = (await readMonth(years, { month }, readOffer))!;
			return { asked, day: soonest?.days[0]?.date ?? null };
		};
		expect((await read('2027-05-21')).day).toBe('2027-05-21');
		const { asked, day } = await read('2027-05-22');
		expect(day).toBeNull();
		expect(asked.length).toBeLessThanOrEqual(6);
		// What lies between is not known, so that a time in the month shown is not said to be the first.
		const far = await read('2028-02-03', '2028-02');
		expect(far.day).toBeNull();
		expect(far.asked).not.toContain('2028-03-01..2028-03-15');
	});

	it('is not one with only the time that the booking has, nor does such a day open', async () => {
		const { readOffer } = offerOf('2026-11-25', '2026-11-27');
		const wanted = { present: noon('2026-11-25'), day: '2026-11-25' };
		const read = await readMonth(bounds, wanted, readOffer);
		expect(read?.soonest?.days[0]?.date).toBe('2026-11-27');
		expect(read?.day).toBe('2026-11-27');
	});

	it('is of the part of the day that is wanted, like the day that opens', async () => {
		// Noon in Sydney, to the offer, is the evening before in New York.
		const { readOffer } = offerOf('2026-11-25');
		const there = { ...bounds, timeZone: 'America/New_York' };
		const evening = await readMonth(there, { part: 'evening' }, readOffer);
		expect(evening).toMatchObject({ part: 'evening', day: '2026-11-24' });
		expect(evening?.soonest?.days[0]?.date).toBe('2026-11-25');
		const morning = await readMonth(there, { part: 'morning' }, readOffer);
		expect(morning).toMatchObject({ part: 'morning', day: null, soonest: null });
	});
});

it('what an address cannot mean counts as not chosen', () => {
	const read = (query: string) => readChoice(new URLSearchParams(query));
	expect(read('month=2026-12&day=2026-12-04&at=1796331600000')).toEqual({
		month: '2026-12',
		day: '2026-12-04',
		at: 1_796_331_600_000
	});
	expect(read('part=evening')).toEqual({ part: 'evening' });
	expect(read('part=night')).toEqual({});
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
		freezeTerms: false,
		requireEmailProof: false
	};
	const elevenAtNight = Date.parse('2026-11-22T23:00:00+11:00');
	const dates = datesOnOffer(policy, elevenAtNight, SYDNEY);
	const there = { today: '2026-11-22', first: '2026-11-23', last: '2026-12-02' };
	expect(dates).toMatchObject({ ...there, from: '2026-11-23', until: '2026-12-03' });
	// A reader elsewhere leafs by another calendar, over the same times.
	expect(datesOnOffer(policy, elevenAtNight, SYDNEY, 'Pacific/Kiritimati')).toMatchObject({
		...{ today: '2026-11-23', first: '2026-11-23', last: '2026-12-03' },
		...{ from: '2026-11-23', until: '2026-12-03' }
	});
});

it('an address may name a zone, if it is one', () => {
	const read = (query: string) => readZone(new URLSearchParams(query));
	expect(read('zone=Asia/Kathmandu')).toBe('Asia/Kathmandu');
	expect(read('zone=asia/katmandu')).toBe('Asia/Kathmandu');
	expect(read('zone=Mars/Olympus')).toBeUndefined();
	expect(read(`zone=${'x'.repeat(65)}`)).toBeUndefined();
	expect(read('zone=%2B02:00')).toBeUndefined();
	expect(read('')).toBeUndefined();
});
