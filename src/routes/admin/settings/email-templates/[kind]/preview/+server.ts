import { json } from '@sveltejs/kit';
import { previewMail } from '$lib/server/mail/preview';
import type { RequestHandler } from './$types';
import { draftOf } from '../asked';
import type { PreviewAnswer } from '../preview.svelte';

/** What a mail with these words would say, but for its HTML, or what is wrong with them. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
	const sent: unknown = await request.json().catch(() => null);
	const { draft, shown } = await draftOf(locals, params.kind, sent);
	const { rendered, faults } = await previewMail(locals.sql, draft);
	const { id, startsAt, customer, service } = shown.booking;
	const answer: PreviewAnswer = {
		subject: rendered?.subject ?? null,
		text: rendered?.text ?? null,
		faults,
		booking: {
			id,
			startsAt,
			customerName: customer.name,
			serviceName: service.name,
			example: shown.example
		}
	};
	return json(answer);
};
