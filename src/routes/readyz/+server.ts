import { json } from '@sveltejs/kit';
import { readiness } from '$lib/server/health';
import { runtime } from '$lib/server/runtime';

/** Whether this process may be given requests: 200 or 503, with each check by name. */
export const GET = async () => {
	const state = await readiness(runtime());
	return json(state, { status: state.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
