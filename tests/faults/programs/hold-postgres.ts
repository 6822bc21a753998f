import { startEmbeddedPostgres } from '../../../src/lib/server/database/embedded.ts';

/** Uses the embedded Postgres in a folder: says its address, stops it on SIGTERM. */
const [directory = ''] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres(
	directory === 'ephemeral' ? { ephemeral: true } : { directory }
);
process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
process.stdout.write(`${postgres.url}\n`);
setInterval(() => {}, 60_000);
