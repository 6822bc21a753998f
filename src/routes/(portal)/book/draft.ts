import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { runtime } from '$lib/server/runtime';
import type { BookForm } from './schema';

// What was typed, kept by the browser while another time or service is looked at: an address that
// holds personal data would stay in histories and logs. It goes when the browser is closed.

const NAME = 'reslot-draft';
/** The bytes that a browser surely keeps. */
const LONGEST = 3500;
/** More than a form can hold. */
const MOST = 20_000;

const text = z.string().max(2000);
const draft = z.object({
	/** Whose it is: nobody else's details are shown to whoever signs in or out on the same device. */
	of: z.int().nullable(),
	name: text,
	email: text,
	phone: text,
	address: text,
	notes: text
});

type Typed = Pick<BookForm, 'name' | 'email' | 'phone' | 'address' | 'notes'>;

const attributes = () =>
	({
		path: '/book',
		httpOnly: true,
		sameSite: 'lax',
		secure: runtime().config.origin.startsWith('https:')
	}) as const;

/** Keeps what was typed by a customer who is signed in, or by a visitor (null). */
export function keepDraft(cookies: Cookies, of: number | null, typed: Typed): void {
	const { name, email, phone, address, notes } = typed;
	const kept = { of, name, email, phone, address, notes };
	const whole = packed(kept);
	// Notes that are too long for a cookie are kept by the page alone.
	const value = whole.length > LONGEST ? packed({ ...kept, notes: '' }) : whole;
	cookies.set(NAME, value, attributes());
}

/**
 * What they typed before, if it is kept. Who signed in on the way keeps the notes; the rest is in
 * their profile.
 */
export function readDraft(cookies: Cookies, of: number | null): Partial<Typed> | null {
	const value = cookies.get(NAME);
	if (!value) return null;
	const { success, data } = draft.safeParse(unpacked(value));
	if (!success) return null;
	const { of: whose, ...typed } = data;
	if (whose === of) return typed;
	return whose === null ? { notes: typed.notes } : null;
}

export const forgetDraft = (cookies: Cookies): void => cookies.delete(NAME, attributes());

const packed = (value: unknown): string =>
	deflateRawSync(JSON.stringify(value)).toString('base64url');

function unpacked(value: string): unknown {
	try {
		const bytes = inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: MOST });
		return JSON.parse(bytes.toString());
	} catch {
		return null;
	}
}
