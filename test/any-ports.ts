/** Listeners on any free port, so that servers of several tests do not meet. */
export const anyPorts = { mx: { port: 0 }, submission: { port: 0 }, submissions: { port: 0 } };
