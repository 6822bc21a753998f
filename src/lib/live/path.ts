/** Where the hub listens, on the server and in the browser. */
export const LIVE_PATH = '/live';
