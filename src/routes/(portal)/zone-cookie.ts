/** Keeps the name of the browser's own zone. */
export const ZONE_COOKIE = 'reslot-zone';

/** Keeps the zone that somebody chose by its name. It is their own then, whatever else is known. */
export const CHOSEN_COOKIE = 'reslot-chosen';

/** Keeps by whose clocks somebody wants to read: their `own`, or the `business`'s. */
export const SHOWN_COOKIE = 'reslot-shown';

/** Seconds for which each is kept. */
export const ZONE_COOKIE_AGE = 365 * 86_400;
