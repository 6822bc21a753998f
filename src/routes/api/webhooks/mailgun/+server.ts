import { text } from '@sveltejs/kit';
import { limitedText } from '$lib/server/http/limited-text';
import { takeReport, type Taken } from '$lib/server/mail/events';
import { LONGEST_REPORT, readReport } from '$lib/server/mail/webhook';
import { runtime } from '$lib/server/runtime';
import type { RequestHandler } from './$types';

/** Mailgun repeats what is answered with anything but 200 and 406, of which it takes 406 for a no. */
const ANSWERS: Record<Taken, [status: number, words: string]> = {
	noted: [200, 'Noted.'],
	known: [200, 'This was noted before.'],
	ignored: [200, 'This is about no mail of ours.'],
	stale: [406, 'This was signed too long ago, or in the future.'],
	replayed: [406, 'This signature came before with another event.']
};

/** What Mailgun tells of our mails. Its signature says that it is Mailgun, and not where it is from. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { config, log } = runtime();
	if (!config.webhookSigningKey) {
		log.warn('Mailgun tells of a mail, but MAILGUN_WEBHOOK_SIGNING_KEY is not set');
		return say(503, 'MAILGUN_WEBHOOK_SIGNING_KEY is not set, so nobody can tell who this is from.');
	}
	const body = await limitedText(request, LONGEST_REPORT);
	if (body === null) return say(413, 'This is longer than any report of Mailgun’s.');
	const report = readReport(body, config.webhookSigningKey);
	if (report === 'malformed') return say(400, 'This is no report of Mailgun’s.');
	if (report === 'forged') return say(401, 'This was not signed with our key.');
	return say(...ANSWERS[await takeReport(locals.sql, report)]);
};

const say = (status: number, words: string) =>
	text(`${words}\n`, { status, headers: { 'cache-control': 'no-store' } });
