import type { Act, SeveralAnswer } from './schema';

const count = (number: number, one: string, more = `${one}s`) =>
	`${number.toLocaleString('en')} ${number === 1 ? one : more}`;

const sayToday = (all: number, today: number) =>
	today === 0
		? ''
		: today < all
			? `, ${today} of them today`
			: all === 1
				? ', today'
				: ', all today';

type Counts = { can: number; cannot: number; today: number; over: number; customers: number };

/** What is about to happen, in numbers. */
export function sayBefore(act: Act, counts: Counts, notify: boolean): string[] {
	const { can, today, over, customers } = counts;
	const lines = [`${count(can, 'booking')}${sayToday(can, today)}.`];
	if (over) lines.push(`${count(over, 'of them is', 'of them are')} over already.`);
	if (act === 'cancel') lines.push('Their times can be booked again at once.');
	lines.push(
		act === 'details' || notify
			? `${count(customers, 'customer')} will get ${customers === can && can > 1 ? 'an email each' : count(can, 'email')}.`
			: 'Nobody will get an email.'
	);
	return lines;
}

/** What is left out, and why, before anything is done. */
export function sayLeftOut(act: Act, cannot: number): string {
	const left = `${count(cannot, 'of those you chose is', 'of those you chose are')} left as`;
	return act === 'cancel'
		? `${left} before: cancelled, completed or missed already.`
		: `${left} before: the appointment is over, so there is nothing to send.`;
}

/** What was done, in numbers. */
export function sayAfter({ act, done, mails }: SeveralAnswer): string {
	if (act === 'details') {
		return done === 0
			? 'No email was sent.'
			: `${count(done, 'email is', 'emails are')} on the way.`;
	}
	if (done === 0) return 'No booking was cancelled.';
	const told = mails
		? `${count(mails, 'email is', 'emails are')} on the way.`
		: 'No email was sent.';
	return `${count(done, 'booking is', 'bookings are')} cancelled. ${told}`;
}

/** What the button does. */
export const sayButton = (act: Act, can: number) =>
	act === 'cancel' ? `Cancel ${count(can, 'booking')}` : `Send ${count(can, 'email')}`;
