type Report = { userLimits?: { open_files?: { soft: number | string } } };

/**
 * Fails where a process may not have so many sockets. Node has raised the limit as far as it may.
 * @throws Error
 */
export function checkOpenFiles(wanted: number): void {
	const { userLimits } = process.report.getReport() as Report;
	const allowed = Number(userLimits?.open_files?.soft);
	if (allowed >= wanted || Number.isNaN(allowed)) return;
	throw new Error(
		`A process may open ${allowed} files here, and ${wanted} are needed: raise it with \`ulimit -n ${wanted}\`.`
	);
}
