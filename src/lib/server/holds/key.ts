import type { Holder } from './holder.ts';

/** A name for a holder that tells them from all others, and says nothing about them. */
export const holderKey = (holder: Holder): string =>
	'bookingId' in holder ? `b${holder.bookingId}` : `v${holder.visitor.toString('hex')}`;
