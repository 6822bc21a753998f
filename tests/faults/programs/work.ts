import { connect } from '../../../src/lib/server/database/connection.ts';
import { tasks } from '../../../src/lib/server/jobs/tasks.ts';
import { startWorker } from '../../../src/lib/server/jobs/worker.ts';
import { workerParts } from '../../support/worker-parts.ts';

// A worker with all its tasks, for as long as it is let live. Says `working` once it takes jobs.
const [url = ''] = process.argv.slice(2);
const sql = connect(url, { max: 8 });
await startWorker({ ...workerParts({ sql, url }, process.env), tasks });
process.stdout.write('working\n');
