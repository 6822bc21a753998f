import { text } from '@sveltejs/kit';

/** The process is alive; nothing else is asked, so that a database outage restarts nobody. */
export const GET = () => text('ok\n', { headers: { 'cache-control': 'no-store' } });
