import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** A secret of 256 random bits, in base64url. */
export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** What is stored of a secret. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Whether a text has the form of a secret at all. */
export const isSecret = (text: string): boolean => FORM.test(text);
