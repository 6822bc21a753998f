import type { ProofPurpose } from './ask.ts';

// With an https origin a cookie is Secure and has the `__Host-` name, which a neighbouring subdomain
// cannot set.

const cookie = (origin: string, name: string) => {
	const secure = origin.startsWith('https:');
	return {
		name: secure ? `__Host-${name}` : name,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	} as const;
};

/** The cookie that carries the secret of a customer's session. */
export const customerCookie = (origin: string) => cookie(origin, 'reslot-customer');

/** The cookie of a browser that has asked for a mail by which an address is proved, for each purpose. */
export const askerCookie = (origin: string, purpose: ProofPurpose) =>
	cookie(origin, purpose === 'sign_in' ? 'reslot-asker' : 'reslot-asker-booking');
