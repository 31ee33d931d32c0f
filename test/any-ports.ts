/** For a server of a test: a free port for mail from others, and nothing else, so that several do not meet. */
export const anyPorts = { mx: { port: 0 }, submission: { enabled: false }, submissions: { enabled: false } };
