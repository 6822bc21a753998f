import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../../src/lib/server/database/connection.ts';
import { takeReport, type Taken } from '../../../src/lib/server/mail/events.ts';
import { readReport } from '../../../src/lib/server/mail/webhook.ts';
import type { MailgunStandIn } from '../mailgun-stand-in.ts';
import type { ReceivedMessage } from './message.ts';
import { eventOf, SIGNING_KEY, webhookBody } from './webhook.ts';

/**
 * Tells what becomes of mails, as Mailgun does, as soon as it has them and until it is ended: of one in
 * so many that it was accepted, and then delivered. `told` is how that was taken.
 */
export function startReports(sql: Sql, mailgun: MailgunStandIn, { oneIn }: { oneIn: number }) {
	const told: Taken[] = [];
	const ended = new AbortController();
	const tell = async (message: ReceivedMessage) => {
		for (const event of ['accepted', 'delivered'] as const) {
			const report = readReport(webhookBody(eventOf(event, message)), SIGNING_KEY);
			if (typeof report === 'string') throw new Error(report);
			told.push(await takeReport(sql, report));
		}
	};
	const telling = (async () => {
		let next = 0;
		while (!ended.signal.aborted || next < mailgun.messages.length) {
			const message = mailgun.messages[next];
			if (!message) await sleep(20);
			else if (next++ % oneIn === 0) await tell(message);
		}
	})();
	return {
		told,
		async end() {
			ended.abort();
			await telling;
		}
	};
}
