import { connect } from '../../../src/lib/server/database/connection.ts';
import { startWorker } from '../../../src/lib/server/jobs/worker.ts';
import { workerParts } from '../../support/worker-parts.ts';

/** A worker that takes a job and never finishes it. Says `held` for each. */
const [url = ''] = process.argv.slice(2);
const sql = connect(url);
const run = async () => {
	process.stdout.write('held\n');
	await new Promise(() => {});
};
await startWorker({ ...workerParts({ sql, url }), tasks: { held: { run, limit: 600_000 } } });
