import { json } from '@sveltejs/kit';
import { findToPreview } from '$lib/server/mail/preview-booking';
import type { RequestHandler } from './$types';

const LONGEST = 200;

/** The first few bookings with these words, to show a mail with. */
export const GET: RequestHandler = async ({ locals: { sql }, url }) => {
	const words = (url.searchParams.get('words') ?? '').replaceAll('\0', '').slice(0, LONGEST);
	const found = await findToPreview(sql, words.trim());
	return json(
		found.map(({ id, customerName, serviceName, startsAt }) => ({
			id,
			customerName,
			serviceName,
			startsAt
		}))
	);
};
