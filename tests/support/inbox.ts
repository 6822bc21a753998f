/** What an address that is nobody else's looks like. */
const OWN = /\.[0-9a-f]{8}@example\.com$/;

/**
 * An address that no other test has. The server is the same for all tests of a worker, and sends only
 * so many codes and takes only so many bookings of one inbox an hour.
 */
export const inbox = (name: string) =>
	`${name.toLowerCase().replaceAll(' ', '.')}.${crypto.randomUUID().slice(0, 8)}@example.com`;

/** Whether an address was made here. */
export const isOwn = (email: string) => OWN.test(email);
