/** The migrated database that test databases are copies of. */
export const TEMPLATE = 'reslot_template';

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}
