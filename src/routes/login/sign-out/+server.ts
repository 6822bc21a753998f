import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '$lib/server/accounts/cookie';
import { signOut } from '$lib/server/accounts/session';
import { runtime } from '$lib/server/runtime';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies }) => {
	const cookie = sessionCookie(runtime().config.origin);
	const secret = cookies.get(cookie.name);
	if (secret) await signOut(locals.sql, secret);
	cookies.delete(cookie.name, cookie.attributes);
	redirect(303, '/login');
};
