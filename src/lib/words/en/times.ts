import { plural } from '../plural.ts';

type Part = 'morning' | 'afternoon' | 'evening';
/** How many times of a day changed in which way, how many are free now, and the day's name. */
type Changes = { taken: number; held: number; freed: number; left: number; day: string };

const count = (number: number) => plural('en', number, { one: '# time', other: '# times' });
const some: Record<Part, string> = {
	morning: 'in the morning',
	afternoon: 'in the afternoon',
	evening: 'in the evening'
};
const noTimes = (part: Part | undefined) => (part ? `No times ${some[part]}` : 'No times');

/** The picker of times. */
export const times = {
	/** How many times of a day are free, after its name. */
	free: (number: number) => (number === 0 ? 'no times free' : `${count(number)} free`),
	present: 'the day of your booking',
	earliest: 'Earliest:',
	parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' },
	filter: 'Only',
	filters: { morning: 'Mornings', afternoon: 'Afternoons', evening: 'Evenings' },
	showAll: 'Show all times',
	showDay: (day: string) => `See ${day}`,
	showMonth: (month: string) => `See ${month}`,
	chooseDay: 'Choose a day to see its times.',
	noneOnDay: (part: Part | undefined) =>
		part ? `${noTimes(part)} are free on this day.` : 'No times are free on this day any more.',
	noneInMonth: (month: string, part: Part | undefined) => `${noTimes(part)} are free in ${month}.`,
	noneUntil: (date: string, part: Part | undefined) => `${noTimes(part)} are free up to ${date}.`,
	contactUs: 'Please contact us and we will find one together.',
	/** What is read out when another month is shown. */
	daysInMonth: (month: string, days: number) =>
		days === 0
			? `${month}: no times.`
			: `${month}: ${plural('en', days, { one: '# day', other: '# days' })} with times.`,
	daysFiltered: (part: Part | undefined, days: number) =>
		days === 0
			? `${noTimes(part)} this month.`
			: `${plural('en', days, { one: '# day', other: '# days' })} with times${part ? ` ${some[part]}` : ''} this month.`,
	changes({ taken, held, freed, left, day }: Changes): string {
		const said = [
			{ number: taken, one: 'was taken', other: 'were taken' },
			{ number: held, one: 'is being taken', other: 'are being taken' },
			{ number: freed, one: 'came free', other: 'came free' }
		]
			.filter(({ number }) => number > 0)
			.map(({ number, ...forms }, index) => {
				const what = index === 0 ? count(number) : plural('en', number, { other: '#' });
				return `${what} ${plural('en', number, forms)}`;
			});
		const free = left === 0 ? 'No times are' : `${count(left)} ${left === 1 ? 'is' : 'are'}`;
		const all = [said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ');
		return `${all}. ${free} free on ${day}.`;
	},
	/** Under the calendar, where only one zone matters. */
	allIn: (zone: string) => `All times are ${zone}.`,
	/** How the clocks of another place stand to those that are read: "In Sydney it is 11 hours later." */
	there: (place: string, apart: string) => `In ${place} it is ${apart}.`,
	apart: (by: string, which: 'later' | 'earlier') => `${by} ${which}`,
	alike: 'the same time',
	/** After the first: what is so from a time of that day on, when clocks change. */
	apartFrom: (time: string, apart: string) => `, and from ${time} on ${apart}`,
	state: { free: 'free', held: 'being taken by somebody else', taken: 'taken' },
	mark: { held: 'being taken', taken: 'taken' },
	justFreed: 'just freed',
	yours: 'your current time',
	notLoaded: (month: string) => `${month} could not be loaded`,
	tryAgain: 'Try again',
	tryAgainHow: 'Check your connection, then try again. What you chose is kept.',

	live: 'Live',
	liveAgain: 'Live again',
	these: 'These times',
	offline: (what: string) => `You are offline. ${what} may be out of date.`,
	reconnecting: (what: string) => `Reconnecting… ${what} may be out of date.`,
	notLive: 'This does not update by itself any more. Reload the page to see it as it is.',

	checking: 'Checking whether that time is still free…',
	checked: 'OK',
	notFree: 'That time is not free any more. Please choose another one.',
	unreachable:
		'You seem to be offline, so we cannot tell whether that time is still free. Check your connection, then choose it again.',
	nearest: (zone: string) => `These are free and nearest to it, ${zone}:`,

	hold: {
		gone: 'Somebody has just taken that time. Nothing has changed for you. Please choose another time.',
		beingTaken:
			'Somebody else is just taking that time. Nothing has changed for you. Please choose another time, or look again in a few minutes.',
		over: 'We no longer hold this time. It may still be free, so you can try it.',
		elsewhere:
			'You have chosen another time in another tab, so we do not hold this one any more. It may still be free, so you can try it.',
		offline: 'You are offline, so we cannot hold this time. You can still try it.',
		reconnecting: 'Reconnecting…',
		held: 'We are holding this time for you.'
	}
};
