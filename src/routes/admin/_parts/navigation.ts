import BellRing from '@lucide/svelte/icons/bell-ring';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CalendarOff from '@lucide/svelte/icons/calendar-off';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Contact from '@lucide/svelte/icons/contact';
import HardHat from '@lucide/svelte/icons/hard-hat';
import KeyRound from '@lucide/svelte/icons/key-round';
import Layers from '@lucide/svelte/icons/layers';
import Mail from '@lucide/svelte/icons/mail';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings-2';
import Store from '@lucide/svelte/icons/store';
import Tags from '@lucide/svelte/icons/tags';

export type Place = {
	name: string;
	/** The rest of the name, where there is room for it. */
	more?: string;
	href: string;
	icon: typeof CalendarDays;
	/** Under the thumb on a phone; the others are behind "More". */
	tab?: true;
};

type Group = { name: string; places: Place[] };

const calendar: Place = { name: 'Calendar', href: '/admin', icon: CalendarDays, tab: true };
const bookings: Place = {
	name: 'Bookings',
	href: '/admin/bookings',
	icon: ClipboardList,
	tab: true
};

export const CLASHES = '/admin/clashes';

/** The places of the back office: those of a day's work, and those where it is set up. */
const office: Group[] = [
	{
		name: 'Every day',
		places: [
			calendar,
			bookings,
			{ name: 'Clashes', href: CLASHES, icon: Layers },
			{ name: 'Customers', href: '/admin/customers', icon: Contact, tab: true },
			{ name: 'Blocked', more: 'events', href: '/admin/blocked-events', icon: CalendarOff },
			{ name: 'Emails', href: '/admin/emails', icon: Mail, tab: true }
		]
	},
	{
		name: 'Set up',
		places: [
			{ name: 'Services', href: '/admin/services', icon: Tags },
			{ name: 'Fieldworkers', href: '/admin/fieldworkers', icon: HardHat },
			{ name: 'Business', href: '/admin/settings/business', icon: Store },
			{
				name: 'Customer Portal',
				href: '/admin/settings/customer-portal/flags-and-permissions',
				icon: Settings
			},
			{ name: 'Reminders', href: '/admin/settings/reminders', icon: BellRing },
			{ name: 'Email templates', href: '/admin/settings/email-templates', icon: PencilLine },
			{ name: 'Staff accounts', href: '/admin/settings/staff-accounts', icon: KeyRound },
			{ name: 'Audit log', href: '/admin/settings/audit-log', icon: ScrollText }
		]
	}
];

/** What a fieldworker has: their own calendar and bookings. */
const own: Group[] = [{ name: 'Every day', places: [calendar, bookings] }];

export const groupsFor = (role: string): Group[] => (role === 'fieldworker' ? own : office);

/** Whether a place is where one is now: its page, or one below it. */
export function isHere(href: string, pathname: string): boolean {
	if (href === '/admin') return pathname === '/admin';
	return pathname === href || pathname.startsWith(`${href}/`);
}
