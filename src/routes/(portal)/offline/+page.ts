/** It is kept by the browser and shown without a connection, when no script could be fetched. */
export const csr = false;
