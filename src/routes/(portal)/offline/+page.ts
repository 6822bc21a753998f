/** It is kept by the browser and shown without a connection, when no script of a page could be fetched. */
export const csr = false;

/** Whether the browser has a connection, as far as it knows: then it may be the server that is away. */
export const load = ({ url }: { url: URL }) => ({
	unreachable: url.searchParams.has('unreachable')
});
