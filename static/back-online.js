// For the page that is shown without a connection (service-worker.ts), which has no other script.
addEventListener('online', () => location.reload());
