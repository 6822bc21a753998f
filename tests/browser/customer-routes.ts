import { globSync } from 'node:fs';

/** What the addresses of the table below are about. */
type Subjects = {
	/** The manage link of a booking, and its number in the portal. */
	link: string;
	own: string;
	/** A link to sign in with that nobody has used. */
	signIn: string;
	/** An instant that is free, and the month that it is in. */
	at: number;
	month: string;
};

/** What is answered at an address to somebody who is signed out, and to its customer signed in. */
type Row = { at: string; out: number; in: number };

const ofBooking = (
	rest: string,
	query: (of: Subjects) => string = () => ''
): ((of: Subjects) => Row[]) => {
	// What a page asks for by itself leads nowhere: not to where one signs in, either.
	const out = rest === '/standing' || rest === '/times' ? 401 : 303;
	// The booking's page says why there is no file.
	const missing = rest.includes('.') ? 303 : 404;
	return (of) => [
		{ at: `${of.link}${rest}${query(of)}`, out: 200, in: 200 },
		{ at: `${of.own}${rest}${query(of)}`, out, in: 200 },
		{ at: `/b/${'x'.repeat(43)}${rest}`, out: missing, in: missing },
		{ at: `/portal/bookings/999999${rest}`, out, in: missing }
	];
};

const page =
	(at: string, out = 200, inside = out) =>
	(): Row[] => [{ at, out, in: inside }];

/** Every route of the customer's side. A new one has to be added here. */
export const CUSTOMER_ROUTES: Record<string, (of: Subjects) => Row[]> = {
	'/[...nowhere]': page('/nothing/here', 404),
	'/b/[token]': ofBooking('', () => '?moved'),
	'/b/[token]/calendar.ics': ofBooking('/calendar.ics'),
	'/b/[token]/cancellation': ofBooking('/cancellation', () => '?version=1&reason=x'),
	'/b/[token]/details': ofBooking('/details', () => '?phone=1'),
	'/b/[token]/reschedule': ofBooking('/reschedule', ({ at }) => `?at=${at}`),
	'/b/[token]/standing': ofBooking('/standing'),
	'/b/[token]/times': ofBooking('/times', ({ month }) => `?month=${month}`),
	'/book': ({ at }) => [
		{ at: `/book?service=1&fieldworker=1&at=${at}&name=x&email=x@example.com`, out: 200, in: 200 }
	],
	'/book/clear': page('/book/clear', 303),
	'/book/times': ({ month }) => [{ at: `/book/times?service=1&month=${month}`, out: 200, in: 200 }],
	'/offline': page('/offline'),
	'/portal': page('/portal'),
	'/portal/code': page('/portal/code', 200, 303),
	'/portal/profile': page('/portal/profile', 303, 200),
	'/portal/sign-in/[secret]': ({ signIn }) => [
		{ at: signIn, out: 200, in: 200 },
		{ at: `/portal/sign-in/${'x'.repeat(43)}`, out: 404, in: 303 }
	],
	'/portal/sign-out': page('/portal/sign-out', 303),
	'/zone': page('/zone?zone=UTC')
};

/** The routes of the customer's side as they are in the tree. */
export const customerRoutesInTree = (): string[] => [
	...new Set(
		globSync('src/routes/(portal)/**/+{page,server,page.server}.{ts,svelte}').map((file) =>
			file.replace('src/routes/(portal)', '').replace(/\/\+[^/]*$/, '')
		)
	)
];
