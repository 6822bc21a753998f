import type { WeeklySpan } from '../../../scheduling/working-hours.ts';
import type { CustomerContact } from '../../people/customers.ts';
import type { Business } from '../../settings/business.ts';

/** How the demo owner signs in. Only ever created together with the demo data. */
export const DEMO_OWNER = {
	name: 'Robin Hale',
	email: 'owner@demo.example',
	password: 'reslot-demo'
};

/** Two more who can sign in, with the owner's password: an admin, and the first of the fieldworkers. */
export const DEMO_STAFF = {
	admin: { name: 'Alex Moreau', email: 'admin@demo.example' },
	fieldworker: { name: 'Mai Tran', email: 'mai@demo.example' }
};

export const DEMO_BUSINESS: Omit<Business, 'logo'> = {
	name: 'Brightwater Home Services',
	timeZone: 'Australia/Sydney',
	// With its clock, as the business page saves it: saving that page changes nothing untouched.
	locale: 'en-AU-u-hc-h12',
	address: '14 Wharf Street, Balmain NSW 2041',
	phone: '+61 2 5550 0114',
	email: 'hello@brightwater.example',
	weekStart: 1,
	accentColor: '#0f766e'
};

export const TOO_LATE_WORDS =
	'It is too close to your appointment to change it online, because our team has already planned ' +
	'the day. Please call us on +61 2 5550 0114 and we will do our best.';

const WEEKDAYS = [1, 2, 3, 4, 5];

/** The same hours, such as '8:30-17', on each of these ISO weekdays. */
function hours(weekdays: readonly number[], ...spans: string[]): WeeklySpan[] {
	const minute = (time = '') => {
		const [hour, minutes] = time.split(':').map(Number);
		return (hour ?? 0) * 60 + (minutes ?? 0);
	};
	return weekdays.flatMap((weekday) =>
		spans.map((span) => {
			const [opens, closes] = span.split('-');
			return { weekday, opensMinute: minute(opens), closesMinute: minute(closes) };
		})
	);
}

export const BUSINESS_HOURS = [
	...hours(WEEKDAYS, '7-18:30'),
	...hours([6], '8-17'),
	...hours([7], '9-14')
];

const noBuffer = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };

export const SERVICES = [
	{
		name: 'Regular home clean',
		description: 'Kitchen, bathrooms, floors and dusting, the same two hours each visit.',
		durationMinutes: 120,
		...noBuffer,
		priceText: '$139',
		color: '#0f766e'
	},
	{
		name: 'Deep clean',
		description: 'Top to bottom, inside cupboards and oven. Time to load the van is included.',
		durationMinutes: 240,
		bufferBeforeMinutes: 15,
		bufferAfterMinutes: 30,
		priceText: 'from $329',
		color: '#7c3aed'
	},
	{
		name: 'Window cleaning',
		description: 'Inside and out, frames and sills, for up to twenty windows.',
		durationMinutes: 90,
		...noBuffer,
		priceText: '$119',
		color: '#0369a1'
	},
	{
		name: 'Tap and leak repair',
		description: 'Dripping taps, running cisterns and small leaks, common parts included.',
		durationMinutes: 60,
		...noBuffer,
		priceText: '$145 plus parts',
		color: '#b45309'
	},
	{
		name: 'Quote visit',
		description: 'We look at the job together and you get a fixed price on the spot.',
		durationMinutes: 30,
		...noBuffer,
		priceText: 'free',
		color: '#be185d'
	}
];

/** `services` are positions in the list of services. */
export const FIELDWORKERS = [
	{
		name: 'Mai Tran',
		email: 'mai@brightwater.example',
		color: '#0d9488',
		services: [0, 1, 2],
		weekly: hours(WEEKDAYS, '8-12:30', '13-16:30')
	},
	{
		name: 'Owen Clarke',
		email: 'owen@brightwater.example',
		color: '#c2410c',
		services: [3, 4],
		weekly: hours([2, 3, 4, 5, 6], '9-17:30')
	},
	{
		name: 'Priya Nair',
		email: 'priya@brightwater.example',
		color: '#7c3aed',
		services: [0, 1, 4],
		weekly: [...hours([1, 2, 3, 4], '7:30-13', '14-17:30'), ...hours([6], '9-13')]
	},
	{
		name: 'Tomas Berg',
		email: 'tomas@brightwater.example',
		color: '#2563eb',
		services: [0, 2, 3, 4],
		weekly: [...hours([3, 4, 5, 6], '10-18'), ...hours([7], '9-14')]
	}
];

const FIRST = 'Ada Ben Chloe Daniel Elena Finn Grace Hugo Isla Jack Kiri Leo Mia Noah Olive Peta'
	.concat(' Quinn Ruby Sam Tessa')
	.split(' ');
const LAST = 'Abbott Brooks Castellano Dwyer Eriksen Foster Gallagher Huang Ibrahim Jensen Kelly'
	.concat(' Lombardi Marsh Novak Osei Papadakis Quayle Rossi Singh Taufa')
	.split(' ');
const STREETS = [
	'Darling Street',
	'Beattie Street',
	'Mort Street',
	'Norton Street',
	'Johnston Street'
];
const SUBURBS = [
	'Balmain NSW 2041',
	'Rozelle NSW 2039',
	'Leichhardt NSW 2040',
	'Annandale NSW 2038'
];

/** Forty customers, at addresses that receive no mail. */
export const CUSTOMERS: CustomerContact[] = Array.from({ length: 40 }, (_, index) => {
	const first = FIRST[index % FIRST.length]!;
	const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length]!;
	return {
		name: `${first} ${last}`,
		email: `${first}.${last}@example.com`.toLowerCase(),
		phone: `+61 491 570 ${String(index + 100)}`,
		address: `${index * 3 + 2} ${STREETS[index % STREETS.length]}, ${SUBURBS[index % SUBURBS.length]}`
	};
});

export const NOTES = [
	'The key is in the lock box beside the gate.',
	'Please ring the side door, the bell at the front is broken.',
	'We have a friendly dog.',
	'Park in the visitors’ space.'
];

export const REASONS_TO_MOVE = [
	'Have to work that day',
	'School holidays, we are away',
	'Child is ill',
	''
];
