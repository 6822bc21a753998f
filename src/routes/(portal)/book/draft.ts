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
	notes: text,
	/** The form that it was typed in, and what that one was about to book. */
	form: z
		.object({ requestId: z.uuid(), serviceId: z.int(), fieldworker: text, startsAt: z.int() })
		.optional()
		.catch(undefined)
});

type Typed = Pick<BookForm, 'name' | 'email' | 'phone' | 'address' | 'notes'>;
type Chosen = Pick<BookForm, 'serviceId' | 'fieldworker' | 'startsAt'>;

const attributes = () =>
	({
		path: '/book',
		httpOnly: true,
		sameSite: 'lax',
		secure: runtime().config.origin.startsWith('https:')
	}) as const;

/**
 * Keeps what was typed by a customer who is signed in, or by a visitor (null). False where the page
 * has to keep some of it by itself, as it is too long for a cookie.
 */
export function keepDraft(
	cookies: Cookies,
	of: number | null,
	{ name, email, phone, address, notes, ...rest }: Typed & Chosen & Pick<BookForm, 'requestId'>
): boolean {
	const { requestId, serviceId, fieldworker, startsAt } = rest;
	const form = { requestId, serviceId, fieldworker, startsAt };
	const kept = { of, name, email, phone, address, notes, form };
	if (!draft.safeParse(kept).success) return false;
	const whole = packed(kept);
	const fits = whole.length <= LONGEST;
	cookies.set(NAME, fits ? whole : packed({ ...kept, notes: '' }), attributes());
	return fits;
}

/**
 * What they typed before, if it is kept. Who signed in on the way keeps the notes; the rest is in
 * their profile.
 */
export function readDraft(cookies: Cookies, of: number | null): Partial<Typed> | null {
	const kept = read(cookies);
	if (!kept) return null;
	const { of: whose, name, email, phone, address, notes } = kept;
	if (whose === of) return { name, email, phone, address, notes };
	return whose === null ? { notes } : null;
}

/**
 * Which form they have looked the same over with before: one that is sent again, as its answer was
 * lost, books once. Null where that was something else.
 */
export function formBefore(
	cookies: Cookies,
	of: number | null,
	{ serviceId, fieldworker, startsAt }: Chosen
): string | null {
	const kept = read(cookies);
	if (kept?.of !== of || !kept.form) return null;
	const { form } = kept;
	const same =
		form.serviceId === serviceId && form.fieldworker === fieldworker && form.startsAt === startsAt;
	return same ? form.requestId : null;
}

function read(cookies: Cookies): z.infer<typeof draft> | null {
	const value = cookies.get(NAME);
	return value ? (draft.safeParse(unpacked(value)).data ?? null) : null;
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
