import { z } from 'zod';
import { answerProof as answer } from '../portal/answer-proof.ts';
import type { Task } from './tasks.ts';

const payloadSchema = z.object({ proofId: z.int().positive() });

/** Has the mail sent by which somebody proves an address theirs, where there is one to send. */
export const answerProof: Task = {
	limit: 15_000,
	async run(payload, { sql }) {
		await answer(sql, payloadSchema.parse(payload).proofId);
	}
};
