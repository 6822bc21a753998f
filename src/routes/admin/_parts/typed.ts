import { english } from '$lib/words';
import { contactDetails as contactDetailsIn, reason as reasonIn } from '../../(portal)/typed';

// What staff type of a booking is bound by what binds its customer, and told of in the office's
// English.

/** A comment on a change of a booking. */
export const reason = reasonIn(english);

/** The phone, address and notes of a booking. */
export const contactDetails = contactDetailsIn(english);
