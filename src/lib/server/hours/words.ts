import type { DaySpan, WeeklySpan } from '../../scheduling/working-hours.ts';

const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** A span as the audit log has it: "08:00–12:30". */
const sayClock = (minute: number) =>
	[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Spans of one day as the audit log has them: "08:00–12:30, 13:00–17:00", or "closed". */
export function saySpans(spans: readonly DaySpan[]): string {
	const said = spans
		.toSorted((a, b) => a.opensMinute - b.opensMinute)
		.map((span) => `${sayClock(span.opensMinute)}–${sayClock(span.closesMinute)}`);
	return said.join(', ') || 'closed';
}

/** Weekly hours as the audit log has them, a day each, so that only days that changed are kept. */
export function sayWeekly(weekly: readonly WeeklySpan[]): Record<string, string> {
	const days = WEEKDAYS.map((name, index) => [
		name,
		saySpans(weekly.filter(({ weekday }) => weekday === index + 1))
	]);
	return Object.fromEntries(days) as Record<string, string>;
}
