import type { Account } from '$lib/server/accounts/account';

export const roles: Record<Account['role'], { words: string; means: string }> = {
	owner: { words: 'Owner', means: 'Everything, other owners’ accounts too.' },
	admin: { words: 'Admin', means: 'Everything but the accounts of owners.' },
	fieldworker: { words: 'Fieldworker', means: 'Their own calendar and bookings, nothing else.' }
};

export const states: Record<Account['state'], string> = {
	invited: 'Invited',
	active: 'Active',
	inactive: 'Deactivated'
};

/** Why something was not done with an account. */
export const refusals = {
	not_allowed: 'Your account may not do that. Ask an owner.',
	not_found: 'This account is not there any more.',
	last_owner:
		'This is the only owner. Make somebody else an owner first, or nobody could look after the accounts.',
	fieldworker_taken:
		'Somebody else’s account is for this fieldworker already. Choose another one, or change that account first.',
	email_taken: 'There is an account with this email already. Change that one instead.'
} as const;
