import type { AddressTrouble } from '$lib/server/mail/address-trouble';

const words: Record<AddressTrouble['kind'], string> = {
	bounced: 'Email comes back',
	complained: 'Marked our email as spam',
	unsubscribed: 'Asked for no more email'
};

/** What is the matter with a customer's address, in a few words. */
export const sayTrouble = (kind: AddressTrouble['kind']) => words[kind];
