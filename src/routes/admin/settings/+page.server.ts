import { redirect } from '@sveltejs/kit';

export const load = () => redirect(307, '/admin/settings/customer-portal/flags-and-permissions');
