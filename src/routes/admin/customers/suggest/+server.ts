import { json } from '@sveltejs/kit';
import { suggestCustomers } from '$lib/server/people/customers-list';
import type { RequestHandler } from './$types';

const MOST = 6;
const LONGEST = 200;

/** The first few customers who have these words in their name, address or phone. */
export const GET: RequestHandler = async ({ locals: { sql }, url }) => {
	const words = (url.searchParams.get('words') ?? '').replaceAll('\0', '').slice(0, LONGEST);
	return json(await suggestCustomers(sql, words, MOST));
};
