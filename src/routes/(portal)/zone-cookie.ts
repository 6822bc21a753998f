/** Keeps the name of the browser's own zone. */
export const ZONE_COOKIE = 'reslot-zone';

/**
 * Keeps by whose clocks somebody wants to read: their `own`, the `business`'s, or those of a zone that
 * they chose by its name.
 */
export const SHOWN_COOKIE = 'reslot-shown';

/** Seconds for which both are kept. */
export const ZONE_COOKIE_AGE = 365 * 86_400;
