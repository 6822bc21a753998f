import type { PluginInput } from 'fullcalendar';

type InteractionClass = NonNullable<PluginInput['componentInteractions']>[number];
type Settings = ConstructorParameters<InteractionClass>[0];

/**
 * Makes FullCalendar exact about places. It takes what is dragged by the middle of its slot, which
 * lies between two snaps: a booking would jump by a quarter of an hour as soon as it is touched. And
 * it tells places apart by their time alone: dragged straight across from one column of Team to the
 * next, a booking would seem not to have moved at all. To be listed before the plugin that drags.
 */
export const exactPlaces = (column: number | null): PluginInput => ({
	name: `exact places ${column ?? ''}`,
	componentInteractions: [
		class {
			component: Settings['component'];
			isHitComboAllowed = null;

			constructor(settings: Settings) {
				settings.useEventCenter = false;
				const component = (this.component = settings.component);
				if (column === null) return;
				const { queryHit } = component;
				component.queryHit = (...where) => {
					const hit = queryHit.apply(component, where);
					return hit && { ...hit, dateSpan: { ...hit.dateSpan, column } };
				};
			}

			destroy() {}
		}
	]
});
