/**
 * The cookie that carries a session's secret. With an https origin it is Secure and has the
 * `__Host-` name, which a neighbouring subdomain cannot set.
 */
export function sessionCookie(origin: string) {
	const secure = origin.startsWith('https:');
	return {
		name: secure ? '__Host-reslot-staff' : 'reslot-staff',
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	} as const;
}
