import { json } from '@sveltejs/kit';
import { numberOf, readBookingView } from '../../../_parts/booking/read';
import type { RequestHandler } from './$types';

/** All that the booking's page shows, for the panel beside the board. */
export const GET: RequestHandler = async ({ locals, params }) =>
	json(await readBookingView(locals, numberOf(params.id)));
