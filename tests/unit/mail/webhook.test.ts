import { describe, expect, test } from 'vitest';
import { readReport } from '../../../src/lib/server/mail/webhook.ts';
import {
	eventOf,
	sign,
	SIGNING_KEY,
	webhookBody,
	type EventDetails,
	type EventName
} from '../../support/mailgun/webhook.ts';

const MESSAGE = {
	messageId: '7.1001.v2@mg.test',
	to: '"Ada" <ada@example.com>',
	from: 'bookings@mg.test',
	subject: 'Booking confirmed',
	variables: { 'mail-id': '7', 'booking-id': '1001', version: '2' }
};

const read = (text: string) => readReport(text, SIGNING_KEY);

function told(event: EventName, details: EventDetails = {}) {
	const report = read(webhookBody(eventOf(event, MESSAGE, details)));
	if (typeof report === 'string') throw new Error(report);
	return report.happening;
}

describe('whom a report is from', () => {
	test('is Mailgun where our key signed its time and token', () => {
		const at = Date.UTC(2026, 5, 1);
		const event = eventOf('delivered', MESSAGE, { id: 'abc', at: at + 1234 });
		expect(read(webhookBody(event, sign({ at, token: 'a token' })))).toEqual({
			signedAt: at,
			token: 'a token',
			eventId: 'abc',
			happening: {
				kind: 'delivered',
				mailId: 7,
				messageId: '7.1001.v2@mg.test',
				at: at + 1234,
				reason: null,
				refusedByMailgun: false,
				detail: ''
			}
		});
	});

	test('is anybody where another key signed, or other words', () => {
		const event = eventOf('delivered', MESSAGE);
		expect(read(webhookBody(event, sign({ signingKey: 'theirs' })))).toBe('forged');
		expect(read(webhookBody(event, { ...sign(), token: 'another' }))).toBe('forged');
		expect(read(webhookBody(event, { ...sign(), timestamp: '1800000000' }))).toBe('forged');
	});

	test('cannot be told of what is not one', () => {
		const event = eventOf('delivered', MESSAGE);
		const broken = [
			'',
			'{',
			'null',
			'[]',
			'"signature"',
			'{"signature":{}}',
			webhookBody(event, { ...sign(), signature: 'abc' }),
			webhookBody(event, { ...sign(), timestamp: 'now' }),
			webhookBody({ ...event, id: 'a\0b' }),
			webhookBody({ ...event, timestamp: Number.NaN }),
			JSON.stringify({ signature: sign() })
		];
		for (const text of broken) expect(read(text), text).toBe('malformed');
	});
});

describe('what a report tells', () => {
	test.each([
		['accepted', 'accepted'],
		['delivered', 'delivered'],
		['opened', 'opened'],
		['clicked', 'clicked'],
		['complained', 'complained'],
		['unsubscribed', 'unsubscribed'],
		['failed', 'failed'],
		['rejected', 'failed']
	] as const)('%s is %s', (event, kind) => {
		expect(told(event)?.kind).toBe(kind);
	});

	test('a failure that Mailgun tries again is a delay', () => {
		expect(told('failed', { severity: 'temporary', code: 421, message: 'Busy' })).toMatchObject({
			kind: 'delayed',
			detail: '421 Busy'
		});
	});

	test('the reason is what the other mail server said, in one line', () => {
		const said = { code: 550, message: 'No such\r\nuser\0 here' };
		expect(told('failed', said)?.detail).toBe('550 No such user here');
		expect(told('failed', { code: 550, message: '550 5.1.1 Nobody' })?.detail).toBe(
			'550 5.1.1 Nobody'
		);
		expect(told('failed', { message: 'x'.repeat(5000) })?.detail.length).toBeLessThan(301);
	});

	test.each([
		['suppress-bounce', 'an earlier bounce', 'bounces'],
		['suppress-complaint', 'an earlier complaint', 'complaints'],
		['suppress-unsubscribe', 'an earlier wish for no more mail', 'unsubscribes']
	])('a failure with %s says whose list the address is on', (reason, after, list) => {
		expect(told('failed', { reason, code: 605, message: 'Not delivering' })?.detail).toBe(
			`Mailgun still refuses this address because of ${after}. Remove it from Mailgun’s list of ${list}, then try again.`
		);
	});

	test('what is about no mail of ours, or of no concern, is nothing', () => {
		const without = (change: object) => {
			const report = read(webhookBody({ ...eventOf('delivered', MESSAGE), ...change }));
			return typeof report === 'string' ? report : report.happening;
		};
		expect(without({ event: 'list_member_uploaded' })).toBeNull();
		expect(without({ 'user-variables': {} })).toBeNull();
		expect(without({ 'user-variables': [] })).toBeNull();
		expect(without({ 'user-variables': { 'mail-id': '7; drop table mail' } })).toBeNull();
		expect(without({ message: undefined })).toBeNull();
		expect(without({ message: { headers: { 'message-id': 'a\0b' } } })).toBeNull();
	});
});
