import type { Policy, PolicyOverrides } from '$lib/scheduling/policy';
import { sayDuration } from '$lib/dates';

type Rule = keyof PolicyOverrides;

const hours = (count: number) => (count === 0 ? 'none' : count === 1 ? '1 hour' : `${count} hours`);
const minutes = (count: number) => (count === 0 ? 'none' : sayDuration(count));

/** The rules that a service can have of its own: a column of the table each. */
export const RULES: { rule: Rule; title: string; say: (policy: Pick<Policy, Rule>) => string }[] = [
	{
		rule: 'allowReschedule',
		title: 'Reschedule',
		say: ({ allowReschedule }) => (allowReschedule ? 'on' : 'off')
	},
	{ rule: 'allowCancel', title: 'Cancel', say: ({ allowCancel }) => (allowCancel ? 'on' : 'off') },
	{
		rule: 'rescheduleNoticeHours',
		title: 'Notice to reschedule',
		say: ({ rescheduleNoticeHours }) => hours(rescheduleNoticeHours)
	},
	{
		rule: 'cancelNoticeHours',
		title: 'Notice to cancel',
		say: ({ cancelNoticeHours }) => hours(cancelNoticeHours)
	},
	{
		rule: 'leadTimeMinutes',
		title: 'Lead time',
		say: ({ leadTimeMinutes }) => minutes(leadTimeMinutes)
	},
	{
		rule: 'slotIntervalMinutes',
		title: 'A time every',
		say: ({ slotIntervalMinutes }) => minutes(slotIntervalMinutes)
	},
	{
		rule: 'furthestDays',
		title: 'How far ahead',
		say: ({ furthestDays }) => (furthestDays === 1 ? '1 day' : `${furthestDays} days`)
	},
	{
		rule: 'maxMoves',
		title: 'Moves',
		say: ({ maxMoves }) => (maxMoves === null ? 'no limit' : String(maxMoves))
	},
	{
		rule: 'tooLateWords',
		title: 'Words for “too late”',
		say: ({ tooLateWords }) => tooLateWords || 'to contact you'
	}
];
