import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { nextPage } from '$lib/server/http/paths';
import { properZone, sayZone, ZONES } from '$lib/time-zones';
import { readSent } from '../sent';
import { CHOSEN_COOKIE, SHOWN_COOKIE, ZONE_COOKIE_AGE } from '../zone-cookie';
import type { Actions, PageServerLoad } from './$types';

/** By whose clocks somebody reads; without JavaScript no browser tells it. */
export const load: PageServerLoad = async ({ request, parent }) => {
	const { zones } = await parent();
	// Their own may go by a name that engines know but do not list.
	const names = new Set([...ZONES, ...(zones.own === null ? [] : [zones.own])]);
	const choices = [...names].map((zone) => ({ zone, says: sayZone(zone) }));
	return {
		choices: choices.sort((a, b) => a.says.localeCompare(b.says)),
		// The address of a booking is a secret: it is not put into this one (R5).
		back: pageBefore(request.headers.get('referer'))
	};
};

const choice = z.object({
	zone: z.union([
		z.enum(['own', 'business']),
		z.string().max(64).transform(properZone).pipe(z.string())
	]),
	back: z.string().max(2000).catch('')
});

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const sent = Object.fromEntries(await readSent(request, locals.language));
		const chosen = choice.safeParse(sent);
		const back = pageBefore(String(sent['back'] ?? ''));
		if (!chosen.success) return fail(400, { back });
		const { zone } = chosen.data;
		const kept = {
			path: '/',
			maxAge: ZONE_COOKIE_AGE,
			sameSite: 'lax',
			secure: url.protocol === 'https:'
		} as const;
		const whose = zone === 'business' ? zone : 'own';
		// The switch of a page that is awake writes it by itself.
		cookies.set(SHOWN_COOKIE, whose, { ...kept, httpOnly: false });
		if (zone !== whose) cookies.set(CHOSEN_COOKIE, zone, kept);
		redirect(303, back);
	}
};

/** Where to go back to: a page of the customer's side, whatever was sent. */
function pageBefore(sent: string | null): string {
	const path = sent && URL.canParse(sent) ? sent.slice(new URL(sent).origin.length) : sent;
	return nextPage(path, ['/book', '/b', '/portal']);
}
