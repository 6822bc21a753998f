/** An address that its owner knows again and that nobody else learns: "a…@example.com". */
export function maskEmail(email: string): string {
	const [first = ''] = email;
	return `${first}…${email.slice(email.lastIndexOf('@'))}`;
}
