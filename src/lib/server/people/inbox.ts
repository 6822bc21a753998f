/** `ada+anything@example.com` is the inbox of `ada@example.com`: limits go by inboxes. */
export const inboxOf = (email: string): string => email.toLowerCase().replace(/\+[^@]*@/, '@');
