import type { Staff } from '$lib/server/accounts/staff';
import { book } from '$lib/server/bookings/book';
import { suggestTimes } from '$lib/server/bookings/suggest';
import type { CustomerContact } from '$lib/server/people/customers';
import { findCustomer } from '$lib/server/people/customers-edit';
import { judge, judgeCustomer } from './judge';
import type { NewBookingForm } from './schema';

type Outcome =
	| { result: 'booked'; id: number }
	| { result: 'wrong'; field: 'serviceId' | 'fieldworker' | 'name'; words: string }
	| { result: 'warned'; words: string[]; anyway: string }
	| { result: 'refused'; words: string; nearest: number[] };

const NOT_THEIRS = {
	result: 'wrong',
	field: 'fieldworker',
	words: 'They do not do this service. Choose somebody who does, or anybody who is free.'
} as const;

/**
 * Books what staff typed. What they have not been warned about is said first, and nothing is booked
 * (R12); whoever was warned and then changes something is warned about that as well.
 */
export async function bookTyped(
	sql: App.Locals['sql'],
	typed: NewBookingForm,
	staff: Staff
): Promise<Outcome> {
	const { notes, requestId, notify } = typed;
	const serviceId = Number(typed.serviceId);
	const customer = await contactOf(sql, typed);
	if (!customer) {
		const words = 'This customer is not here any more. Choose somebody else.';
		return { result: 'wrong', field: 'name', words };
	}
	const [judgement, aboutCustomer] = await Promise.all([
		judge(sql, typed),
		judgeCustomer(sql, typed)
	]);
	const { startsAt, fieldworkerId, taken } = judgement;
	if (fieldworkerId === null) {
		const nearest = await suggestTimes(sql, { serviceId, fieldworkerId: 'any', date: typed.date });
		const words =
			'Nobody who does this is working and free then. Choose another time, or say who shall come all the same.';
		return { result: 'refused', words, nearest };
	}
	if (!judgement.does) return NOT_THEIRS;
	const words = [...judgement.warnings, ...aboutCustomer];
	const anyway = [startsAt, serviceId, typed.fieldworker, ...words].join(' | ');
	if (words.length > 0 && typed.anyway !== anyway) {
		return { result: 'warned', words, anyway };
	}
	const outcome = await book(sql, {
		serviceId,
		fieldworkerId,
		startsAt,
		customer,
		notes,
		requestId,
		actor: { kind: 'staff', staffId: staff.id, notify, ...(taken && { override: true }) }
	});
	switch (outcome.result) {
		case 'booked':
			return { result: 'booked', id: outcome.booking.id };
		case 'not_found':
			return NOT_THEIRS;
		case 'taken':
			return {
				result: 'refused',
				words: 'Somebody has just taken that time. Nothing is booked yet. Choose another time.',
				nearest: outcome.nearest
			};
		case 'refused':
			return { result: 'refused', words: outcome.words, nearest: outcome.nearest ?? [] };
	}
}

/** Who it is for: of a customer who was found, the name and the address that are kept of them. */
async function contactOf(
	sql: App.Locals['sql'],
	typed: NewBookingForm
): Promise<CustomerContact | null> {
	const { customerId, name, email, phone, address } = typed;
	if (!customerId) return { name, email, phone, address };
	const customer = await findCustomer(sql, Number(customerId));
	if (!customer || customer.erasedAt !== null) return null;
	return { name: customer.name, email: customer.email, phone, address };
}
