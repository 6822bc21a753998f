/** Every state has a mark and words besides its style. */
export const marks = {
	confirmed: null,
	completed: { mark: '✓', words: 'Completed' },
	no_show: { mark: '–', words: 'Did not come' },
	cancelled: { mark: '✕', words: 'Cancelled' },
	clash: { mark: '!', words: 'Clash' },
	mailPaused: { mark: '‖', words: 'Email paused' },
	blocked: { mark: '▨', words: 'Blocked' },
	held: { mark: '◌', words: 'Being chosen by a customer' }
};
