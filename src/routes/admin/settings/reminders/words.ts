/** How many reminders of a booking there can be. */
export const MOST = 10;

export const NO_SERVICE = 'Nobody is reminded: no service is chosen.';

/** In what a reminder's time before the start is counted, and how many minutes that is. */
const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;

export type Unit = keyof typeof UNITS;

export const units = Object.keys(UNITS) as Unit[];

/** "2", "hours" as minutes. */
export const minutesOf = (amount: string, unit: Unit): number => Number(amount) * UNITS[unit];

/** So many minutes in the greatest unit that has no rest; a single day is 24 hours. */
export function partsOf(minutes: number): { amount: string; unit: Unit } {
	const unit = minutes % 1440 === 0 && minutes > 1440 ? 'days' : minutes % 60 ? 'minutes' : 'hours';
	return { amount: String(minutes / UNITS[unit]), unit };
}

/** "2 hours before", "24 hours before", "1 hour before" */
export function sayBefore(minutes: number): string {
	const { amount, unit } = partsOf(minutes);
	return `${amount} ${amount === '1' ? unit.slice(0, -1) : unit} before`;
}

/** A minute of the day as clocks write it: "21:00". */
export const sayClock = (minute: number): string =>
	[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
