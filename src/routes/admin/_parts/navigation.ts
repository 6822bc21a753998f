import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CalendarOff from '@lucide/svelte/icons/calendar-off';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Mail from '@lucide/svelte/icons/mail';
import Settings from '@lucide/svelte/icons/settings-2';

type Place = {
	name: string;
	/** The rest of the name, where there is room for it. */
	more?: string;
	href: string;
	icon: typeof CalendarDays;
};

/** The places of the back office, in the order of a day's work. */
export const places: Place[] = [
	{ name: 'Calendar', href: '/admin', icon: CalendarDays },
	{ name: 'Bookings', href: '/admin/bookings', icon: ClipboardList },
	{ name: 'Blocked', more: 'events', href: '/admin/blocked-events', icon: CalendarOff },
	{ name: 'Emails', href: '/admin/emails', icon: Mail },
	{
		name: 'Settings',
		href: '/admin/settings/customer-portal/flags-and-permissions',
		icon: Settings
	}
];

/** Whether a place is where one is now: its page, or one below it. */
export function isHere(href: string, pathname: string): boolean {
	if (href === '/admin') return pathname === '/admin';
	const [, , section] = href.split('/');
	return pathname.split('/')[2] === section;
}
