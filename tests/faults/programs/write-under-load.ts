import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';

/**
 * Writes in short transactions from many sides until told to stop by a line on stdin, then reports
 * as JSON which writes were acknowledged. Postgres may come and go meanwhile.
 */
const [url = ''] = process.argv.slice(2);
const sql = connect(url, { max: 8, backoff: () => 0.1 });
const acknowledged: number[] = [];
let refused = 0;
let next = 0;
let stopping = false;

async function write(): Promise<void> {
	while (!stopping) {
		const id = next++;
		try {
			await transaction(sql, async (tx) => {
				await tx`insert into witness (id, part) values (${id}, 1)`;
				await tx`select pg_notify('witness', ${String(id)})`;
				await tx`insert into witness (id, part) values (${id}, 2)`;
			});
			acknowledged.push(id);
		} catch {
			refused++;
			await sleep(20);
		}
	}
}

process.stdin.once('data', () => (stopping = true));
process.stdout.write('writing\n');
await Promise.all(Array.from({ length: 16 }, write));
await sql.end({ timeout: 2 });
process.stdout.write(JSON.stringify({ acknowledged, refused }));
process.exit(0);
