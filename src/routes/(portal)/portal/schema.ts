import { z } from 'zod';
import type { Words } from '$lib/words';
import { digitsOf } from './code';

/** Whom to send a link and a code. */
export const askForm = ({ portal }: Words) =>
	z.object({
		email: z.string().trim().pipe(z.email(portal.emailWrong).max(254, portal.emailWrong))
	});

export const codeForm = ({ portal }: Words) =>
	z.object({
		code: z
			.string()
			.max(100, portal.codeShape)
			.transform(digitsOf)
			.pipe(z.string().regex(/^\d{8}$/, portal.codeShape)),
		/** Where it was sent: should it be over, another one goes there. */
		email: z.string().max(254).catch('')
	});

/** Why a code did not let its reader in: it is over, or there is nothing to do but wait. */
export type CodeAnswer = { over: true } | { over: false; words: string };
