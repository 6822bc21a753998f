import { z } from 'zod';
import { email, personName } from '../../../_account/schema';

const role = z.enum(['owner', 'admin', 'fieldworker'], 'Choose what they may do.');
const fieldworker = z.string().regex(/^([1-9]\d{0,8})?$/, 'Choose somebody of the list.');

/** A fieldworker's account is for somebody on the calendar: without it there is nothing to see. */
const needsFieldworker = ({ role, fieldworker }: { role: string; fieldworker: string }) =>
	role !== 'fieldworker' || fieldworker !== '';
const chooseFieldworker = { path: ['fieldworker'], error: 'Choose whose calendar they see.' };

export const inviteForm = z
	.object({ name: personName, email, role: role.default('fieldworker'), fieldworker })
	.refine(needsFieldworker, chooseFieldworker);

export const accountForm = z
	.object({ name: personName, role, fieldworker, notices: z.boolean() })
	.refine(needsFieldworker, chooseFieldworker);

/** The fieldworker's id that a form says; null for none. */
export const fieldworkerOf = (typed: string) => (typed === '' ? null : Number(typed));
